import { project } from "./in-process.ts";
import { definition } from "./project.ts";

/** A project with two containers: 101 and the template 102. */
export const two = () =>
  project({
    "definitions/101-one.ts": definition(101),
    "definitions/102-two.ts": definition(102, { snapshot: '"ready"' }),
  });

/** Where the script of a container is. */
export const script = (ctid: number) => `dist-scripts/phoenix_hypervisor_setup_${ctid}.sh`;
