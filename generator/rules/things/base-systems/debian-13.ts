import type { Names } from "./names.ts";

/** What Debian 13 holds besides. */
export const DEBIAN_13: Names = {
  users: "",
  groups: "clock netdev sshd",
  packages: `
    apt-listchanges bzip2 debian debian-archive-keyring debian-faq dhcpcd-base doc-debian fdisk gcc-14-base ifupdown libpam-wtmpdb linux-sysctl-defaults
    login.defs ncurses-term netcat-traditional openssl-provider-legacy perl-modules-5.40 python3-certifi python3-chardet python3-charset-normalizer
    python3-debconf python3-debian python3-debianbts python3-idna python3-reportbug python3-requests python3-urllib3 python3.13 python3.13-minimal
    reportbug runit-helper sqv traceroute util-linux-extra wamerican wtmpdb
  `,
  programs: `
    apt-listchanges bits blkpr bunzip2 bzcat bzcmp bzdiff bzegrep bzexe bzfgrep bzgrep bzip2 bzip2recover bzless bzmore cfdisk chardet chardetect corelist
    coresched cpan cpan5.40-x86_64-linux-gnu debianbts dhcpcd dnstap-read dotlockfile enc2xs encguess enosys exch fadvise fdisk fincore h2ph h2xs hwclock
    ifdown ifquery ifup instmodsh json_pp lft.db libnetcfg lsfd lsirq nc.traditional normalizer pcilmr pdb3.13 perl5.40-x86_64-linux-gnu perl5.40.1
    perlbug perldoc perlivp perlthanks piconv pipesz pl2pm pod2html pod2man pod2text pod2usage podchecker prove ptar ptardiff ptargrep pydoc3.13
    pygettext3.13 python3.13 querybts reportbug run0 sensible-terminal sfdisk shasum splain sqv streamzip systemd-ac-power systemd-confext systemd-vpick
    tcptraceroute.db traceproto.db traceroute-nanog traceroute.db traceroute6.db varlinkctl waitpid wtmpdb xsubpp zipdetails
  `,
  units: `
    apt-listchanges.service apt-listchanges.timer capsule@.service ifup@.service ifupdown-pre.service ifupdown-wait-online.service ldconfig.service
    networking.service quotaon-root.service quotaon@.service run-lock.mount sshd-keygen.service sshd@.service systemd-battery-check.service
    systemd-bsod.service systemd-confext.service systemd-creds.socket systemd-creds@.service systemd-growfs-root.service systemd-growfs@.service
    systemd-hibernate-clear.service systemd-hibernate-resume.service systemd-hostnamed.socket systemd-hwdb-update.service
    systemd-journal-catalog-update.service systemd-journald-sync@.service systemd-networkd-persistent-storage.service systemd-pcrextend.socket
    systemd-pcrextend@.service systemd-pcrfs-root.service systemd-pcrfs@.service systemd-pcrlock-file-system.service systemd-pcrlock-firmware-code.service
    systemd-pcrlock-firmware-config.service systemd-pcrlock-machine-id.service systemd-pcrlock-make-policy.service
    systemd-pcrlock-secureboot-authority.service systemd-pcrlock-secureboot-policy.service systemd-pcrlock.socket systemd-pcrlock@.service
    systemd-pcrmachine.service systemd-quotacheck-root.service systemd-quotacheck@.service systemd-soft-reboot.service systemd-storagetm.service
    systemd-sysext.socket systemd-sysext@.service systemd-tmpfiles-setup-dev-early.service systemd-tpm2-setup-early.service systemd-tpm2-setup.service
    systemd-udev-load-credentials.service systemd-update-done.service tmp.mount wtmpdb-update-boot.service
  `,
};
