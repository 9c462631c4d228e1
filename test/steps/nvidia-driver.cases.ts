import { nvidiaDriver } from "../../generator/steps/kinds/nvidia-driver.ts";
import type { Case } from "./case.ts";

export const kind = "nvidia-driver";
const version = "580.76.05";
const runfile = `https://us.download.nvidia.com/NVIDIA-Linux-x86_64-${version}.run`;
const step = nvidiaDriver({ version, runfile });
const installer = `answers ${runfile} 200 '#!/bin/bash
[[ "$*" == "--no-kernel-module --silent" ]] || exit 1
printf %s "$TMPDIR" >/var/world/unpacked-in
printf ${version} >/var/world/driver
ln -sf /optional/nvidia-smi /var/world/bin/nvidia-smi'`;
const afterwards = "[[ $(</var/world/driver) == 580.76.05 ]]";

export const cases: readonly Case[] = [
  { title: "none is there", step, world: installer, afterwards },
  {
    title: "H12: what is large is downloaded and unpacked on disk, since /tmp may be memory",
    step,
    world: `${installer}; mkdir /var/tmp/phoenix-setup.install_driver_from.0123456789`,
    afterwards: `
      grep --quiet --null-data '^/var/tmp/' /var/world/calls/curl.1
      ! grep --quiet --null-data '^/tmp' /var/world/calls/curl.1
      [[ $(</var/world/unpacked-in) == /var/tmp && $(ls -A /var/tmp) == '' ]]`,
  },
  { title: "another version is there", step, world: `${installer}; driver 550.1 0`, afterwards },
  { title: "this version is there, without a GPU", step, world: `driver ${version} 0`, asks: "holds" },
  {
    title: "its library does not work",
    step,
    world: `${installer}; driver ${version} 0; broken nvidia-smi 18`,
    asks: "differs",
  },
  {
    title: "it cannot be asked",
    step,
    world: `driver ${version} 0; broken nvidia-smi 1`,
    asks: "fails",
    code: 22,
    says: "names no version",
  },
  { title: "no installer there", step, world: `answers ${runfile} 404`, asks: "fails", code: 22, says: "404" },
  { title: "the installer fails", step, world: `answers ${runfile} 200 'exit 1'`, asks: "fails", code: 22 },
];
