import type { Names } from "./names.ts";

/** What all of the known systems hold. */
export const EVERYWHERE: Names = {
  users: `
    _apt backup bin daemon games irc list lp mail man messagebus news nobody postfix proxy root sshd sync sys systemd-network systemd-resolve
    systemd-timesync uucp www-data
  `,
  groups: `
    _apt _ssh adm audio backup bin cdrom crontab daemon dialout dip disk fax floppy games input irc kmem kvm list lp mail man messagebus news nobody
    nogroup operator plugdev postdrop postfix proxy render root sasl sgx shadow src staff sudo sync sys systemd-journal systemd-network systemd-resolve
    systemd-timesync tape tty users utmp uucp video voice www-data
  `,
  packages: `
    adduser apt apt-utils base-files base-passwd bash bash-completion bind9-dnsutils bind9-host bind9-libs bsdextrautils bsdutils ca-certificates
    coreutils cpio cron cron-daemon-common dash dbus dbus-bin dbus-daemon dbus-session-bus-common dbus-system-bus-common debconf debconf-i18n debianutils
    diffutils distro-info-data dmidecode dpkg e2fsprogs file findutils gettext-base grep groff-base gzip hostname inetutils-telnet init
    init-system-helpers iproute2 iputils-ping kmod krb5-locales less libnss-systemd libpam-modules libpam-modules-bin libpam-runtime libpam-systemd
    libpam0g locales login logrotate logsave lsof man-db manpages mawk media-types mount nano ncurses-base ncurses-bin netbase nftables openssh-client
    openssh-server openssh-sftp-server openssl passwd pci.ids pciutils perl perl-base postfix procps python-apt-common python3 python3-apt python3-minimal
    readline-common sed sensible-utils systemd systemd-sysv systemd-timesyncd sysvinit-utils tar tzdata ucf udev util-linux vim-common vim-tiny wget
    whiptail xz-utils zlib1g
  `,
  programs: `
    accessdb add-shell addgroup adduser agetty apropos apt apt-cache apt-cdrom apt-config apt-extracttemplates apt-ftparchive apt-get apt-mark
    apt-sortpkgs arch arpd awk b2sum badblocks base32 base64 basename basenc bash bashbug biosdecode blkdiscard blkid blkzone blockdev bridge busctl
    c_rehash capsh captoinfo cat catman chage chattr chcon chcpu chfn chgpasswd chgrp chmem chmod choom chown chpasswd chroot chrt chsh cksum clear
    clear_console cmp col colcrt colrm column comm cp cpio cron crontab csplit ctrlaltdel ctstat cut dash date dbus-cleanup-sockets dbus-daemon
    dbus-monitor dbus-run-session dbus-send dbus-update-activation-environment dbus-uuidgen dcb dd deb-systemd-helper deb-systemd-invoke debconf
    debconf-apt-progress debconf-communicate debconf-copydb debconf-escape debconf-set-selections debconf-show debugfs delgroup deluser delv depmod
    devlink df dh_bash-completion diff diff3 dig dir dircolors dirname dmesg dmidecode dnsdomainname domainname dpkg dpkg-deb dpkg-divert
    dpkg-maintscript-helper dpkg-preconfigure dpkg-query dpkg-realpath dpkg-reconfigure dpkg-split dpkg-statoverride dpkg-trigger du dumpe2fs e2freefrag
    e2fsck e2image e2label e2mmpstatus e2scrub e2scrub_all e2undo e4crypt e4defrag echo editor egrep env envsubst eqn expand expiry expr factor faillock
    fallocate false fgrep file filefrag find findfs findmnt flock fmt fold free fsck fsck.cramfs fsck.ext2 fsck.ext3 fsck.ext4 fsck.minix fsfreeze
    fstab-decode fstrim genl geqn getcap getconf getent getopt getpcaps gettext gettext.sh getty gpasswd gpic grep groff grog grops grotty groupadd
    groupdel groupmod groups grpck grpconv grpunconv gtbl gunzip gzexe gzip halt hardlink hd head helpztags hexdump host hostid hostname hostnamectl i386
    iconv iconvconfig id inetutils-telnet infocmp infotocap init insmod install installkernel invoke-rc.d ionice ip ipcmk ipcrm ipcs ischroot isosize join
    journalctl kernel-install kill killall5 kmod last ld.so ldattach ldconfig ldd less lessecho lessfile lesskey lesspipe lexgrog link linux32 linux64 ln
    lnstat locale locale-gen localectl localedef logger login loginctl logname logrotate logsave look losetup ls lsattr lsblk lscpu lsipc lslocks lslogins
    lsmem lsmod lsns lsof lspci lzma lzmainfo mailq man man-recode mandb manpath mawk mcookie md5sum mdig mkdir mke2fs mkfifo mkfs mkfs.bfs mkfs.cramfs
    mkfs.ext2 mkfs.ext3 mkfs.ext4 mkfs.minix mkhomedir_helper mklost+found mknod mkswap mktemp modinfo modprobe more mount mountpoint mt-gnu mv namei nano
    nawk nc neqn networkctl newaliases newgrp newusers nft ngettext nice nisdomainname nl nohup nologin nproc nroff nsenter nslookup nstat nsupdate numfmt
    od openssl ownership pager pam-auth-update pam_getenv pam_namespace_helper pam_timestamp_check partx passwd paste pathchk pdb3 perl pgrep pic pidof
    pidwait ping ping4 ping6 pinky pivot_root pkill pldd pmap postalias postcat postconf postdrop postfix postfix-add-filter postfix-add-policy
    postfix-collate postkick postlock postlog postmap postmulti postqueue postsuper posttls-finger poweroff pr preconv printenv printf prlimit ps ptx pwck
    pwconv pwd pwdx pwhistory_helper pwunconv py3clean py3compile py3versions pydoc3 pygettext3 python3 qmqp-sink qmqp-source qshape rbash rdma readlink
    readprofile realpath reboot remove-shell rename.ul renice reset resize2fs resizepart rev rgrep rm rmail rmdir rmmod rmt rmt-tar rnano routel rtacct
    rtcwake rtmon rtstat run-parts runcon runlevel runuser savelog scp script scriptlive scriptreplay sdiff sed select-editor sendmail sensible-browser
    sensible-editor sensible-pager seq service setarch setcap setpci setpriv setsid setterm sftp sg sh sha1sum sha224sum sha256sum sha384sum sha512sum
    shadowconfig shred shuf shutdown skill slabtop sleep smtp-sink smtp-source snice soelim sort split ss ssh ssh-add ssh-agent ssh-argv0 ssh-copy-id
    ssh-keygen ssh-keyscan sshd start-stop-daemon stat stdbuf stty su sulogin sum swaplabel swapoff swapon switch_root sync sysctl systemctl
    systemd-analyze systemd-ask-password systemd-cat systemd-cgls systemd-cgtop systemd-creds systemd-delta systemd-detect-virt systemd-escape
    systemd-firstboot systemd-hwdb systemd-id128 systemd-inhibit systemd-machine-id-setup systemd-mount systemd-notify systemd-path systemd-run
    systemd-socket-activate systemd-stdio-bridge systemd-sysext systemd-sysusers systemd-tmpfiles systemd-tty-ask-password-agent systemd-umount tabs tac
    tail tar tarcat taskset tbl tc tee telinit tempfile test tic timedatectl timeout tipc tload toe top touch tput tr troff true truncate tset tsort tty
    tune2fs tzselect ucf ucfq ucfr uclampset udevadm ul umount uname uncompress unexpand uniq unix_chkpwd unix_update unlink unshare unxz
    update-alternatives update-ca-certificates update-locale update-passwd update-pciids update-rc.d update-shells uptime useradd userdel usermod users
    validlocale vdir vdpa vi view vigr vim.tiny vipw vmstat vpddecode w wall watch wc wdctl wget whatis whereis which which.debianutils whiptail who
    whoami wipefs x86_64 xargs xz xzcat xzcmp xzdiff xzegrep xzfgrep xzgrep xzless xzmore yes ypdomainname zcat zcmp zdiff zdump zegrep zfgrep zforce
    zgrep zic zless zmore znew zramctl
  `,
  units: `
    apt-daily-upgrade.service apt-daily-upgrade.timer apt-daily.service apt-daily.timer autovt@.service console-getty.service container-getty@.service
    cron.service cryptdisks-early.service cryptdisks.service dbus-org.freedesktop.hostname1.service dbus-org.freedesktop.locale1.service
    dbus-org.freedesktop.login1.service dbus-org.freedesktop.timedate1.service dbus.service dbus.socket debug-shell.service dev-hugepages.mount
    dev-mqueue.mount dpkg-db-backup.service dpkg-db-backup.timer e2scrub@.service e2scrub_all.service e2scrub_all.timer e2scrub_fail@.service
    e2scrub_reap.service emergency.service fstrim.service fstrim.timer getty-static.service getty@.service hwclock.service initrd-cleanup.service
    initrd-parse-etc.service initrd-switch-root.service initrd-udevadm-cleanup-db.service kmod-static-nodes.service kmod.service logrotate.service
    logrotate.timer man-db.service man-db.timer modprobe@.service nftables.service pam_namespace.service postfix-resolvconf.path
    postfix-resolvconf.service postfix.service postfix@.service proc-sys-fs-binfmt_misc.mount procps.service rc-local.service rescue.service
    serial-getty@.service ssh.service ssh.socket sshd.service sys-fs-fuse-connections.mount sys-kernel-config.mount sys-kernel-debug.mount
    sys-kernel-tracing.mount syslog.socket system-update-cleanup.service systemd-ask-password-console.path systemd-ask-password-console.service
    systemd-ask-password-wall.path systemd-ask-password-wall.service systemd-backlight@.service systemd-binfmt.service
    systemd-boot-check-no-failures.service systemd-exit.service systemd-firstboot.service systemd-fsck-root.service systemd-fsck@.service
    systemd-halt.service systemd-hibernate.service systemd-hostnamed.service systemd-hybrid-sleep.service systemd-initctl.service systemd-initctl.socket
    systemd-journal-flush.service systemd-journald-audit.socket systemd-journald-dev-log.socket systemd-journald-varlink@.socket systemd-journald.service
    systemd-journald.socket systemd-journald@.service systemd-journald@.socket systemd-kexec.service systemd-localed.service systemd-logind.service
    systemd-machine-id-commit.service systemd-modules-load.service systemd-network-generator.service systemd-networkd-wait-online.service
    systemd-networkd-wait-online@.service systemd-networkd.service systemd-networkd.socket systemd-pcrphase-initrd.service
    systemd-pcrphase-sysinit.service systemd-pcrphase.service systemd-poweroff.service systemd-pstore.service systemd-random-seed.service
    systemd-reboot.service systemd-remount-fs.service systemd-rfkill.service systemd-rfkill.socket systemd-suspend-then-hibernate.service
    systemd-suspend.service systemd-sysctl.service systemd-sysext.service systemd-sysusers.service systemd-time-wait-sync.service
    systemd-timedated.service systemd-timesyncd.service systemd-tmpfiles-clean.service systemd-tmpfiles-clean.timer systemd-tmpfiles-setup-dev.service
    systemd-tmpfiles-setup.service systemd-udev-settle.service systemd-udev-trigger.service systemd-udevd-control.socket systemd-udevd-kernel.socket
    systemd-udevd.service systemd-user-sessions.service systemd-volatile-root.service udev.service user-runtime-dir@.service user@.service
    x11-common.service
  `,
};
