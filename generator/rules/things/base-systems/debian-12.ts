import type { Names } from "./names.ts";

/** What Debian 12 holds besides. */
export const DEBIAN_12: Names = {
  users: "",
  groups: "netdev",
  packages: `
    apt-listchanges bzip2 debian debian-archive-keyring debian-faq dmsetup doc-debian fdisk gcc-12-base gpgv ifupdown isc-dhcp-client isc-dhcp-common
    mailcap mime-support ncurses-term netcat-traditional perl-modules-5.36 python3-certifi python3-chardet python3-charset-normalizer python3-debconf
    python3-debian python3-debianbts python3-httplib2 python3-idna python3-pkg-resources python3-pycurl python3-pyparsing python3-pysimplesoap
    python3-reportbug python3-requests python3-six python3-urllib3 python3.11 python3.11-minimal reportbug runit-helper ssl-cert tasksel tasksel-data
    traceroute usrmerge util-linux-extra wamerican
  `,
  programs: `
    addpart apt-key apt-listchanges blkdeactivate bunzip2 bzcat bzcmp bzdiff bzegrep bzexe bzfgrep bzgrep bzip2 bzip2recover bzless bzmore cfdisk chardet
    chardetect compose corelist cpan cpan5.36-x86_64-linux-gnu cpgr cppw debianbts delpart dhclient dhclient-script dmsetup dmstats dnstap-read
    dotlockfile dpkg-fsys-usrunmess edit enc2xs encguess faillog fdisk fincore findrule gpgv groupmems h2ph h2xs hwclock ifdown ifquery ifup instmodsh
    json_pp lastb lastlog lcf lft.db libnetcfg lsfd lsirq make-ssl-cert md5sum.textutils mesg nc.traditional normalizer pdb3.11 perl5.36-x86_64-linux-gnu
    perl5.36.0 perlbug perldoc perlivp perlthanks piconv pl2pm pod2html pod2man pod2text pod2usage podchecker print prove ptar ptardiff ptargrep pydoc3.11
    pygettext3.11 python3.11 querybts reportbug run-mailcap see sfdisk shasum slogin splain streamzip systemd systemd-cryptenroll systemd-repart tasksel
    tcptraceroute.db traceproto.db traceroute-nanog traceroute.db traceroute6.db update-mime utmpdump write xsubpp zipdetails
  `,
  units: `
    ifup@.service ifupdown-pre.service ifupdown-wait-online.service networking.service quotaon.service rc.service rcS.service systemd-fsckd.service
    systemd-fsckd.socket systemd-hibernate-resume@.service systemd-quotacheck.service systemd-repart.service systemd-update-utmp-runlevel.service
    systemd-update-utmp.service
  `,
};
