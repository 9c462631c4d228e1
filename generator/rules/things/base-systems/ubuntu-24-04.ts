import type { Names } from "./names.ts";

/** What Ubuntu 24.04 holds besides. */
export const UBUNTU_24_04: Names = {
  users: "syslog tcpdump uuidd",
  groups: "syslog tcpdump uuidd",
  packages: `
    apparmor busybox-static command-not-found console-setup console-setup-linux dbus-user-session dhcpcd-base distro-info dmsetup dosfstools ed eject
    ethtool friendly-recovery ftp fuse3 gcc-14-base gir1.2-girepository-2.0 gir1.2-glib-2.0 gpgv hdparm ibverbs-providers info install-info iptables
    iputils-tracepath iso-codes kbd keyboard-configuration libpam-cap lsb-release lshw mtr-tiny netcat-openbsd netplan netplan-generator netplan.io
    networkd-dispatcher ntfs-3g numactl parted plymouth plymouth-theme-ubuntu-text powermgmt-base psmisc publicsuffix python3-cffi-backend
    python3-commandnotfound python3-dbus python3-distro-info python3-distupgrade python3-gdbm python3-gi python3-markdown-it python3-mdurl
    python3-netifaces python3-netplan python3-pkg-resources python3-pygments python3-rich python3-update-manager python3-yaml python3.12
    python3.12-minimal rsync rsyslog shared-mime-info ssl-cert strace sudo sysstat systemd-dev systemd-hwe-hwdb systemd-resolved tcpdump telnet time tnftp
    trace-cmd ubuntu-keyring ubuntu-minimal ubuntu-pro-client ubuntu-pro-client-l10n ubuntu-release-upgrader-core ubuntu-standard ufw update-manager-core
    usb.ids usbutils uuid-runtime xauth xdg-user-dirs xkb-data xxd
  `,
  programs: `
    aa-enabled aa-exec aa-features-abi aa-load aa-remove-unknown aa-status aa-teardown addpart apparmor_parser apparmor_status apt-key arptables-nft
    arptables-nft-restore arptables-nft-save blkdeactivate busybox chvt cifsiostat ckbcomp codepage cpgr cppw cvtsudoers deallocvt debian-distro-info
    delpart dhcpcd distro-info dmsetup dmstats do-release-upgrade dosfsck dosfslabel dumpkeys ebtables-nft ebtables-nft-restore ebtables-nft-save
    ebtables-translate ed eject ethtool faillog fatlabel fgconsole fsck.fat fsck.msdos fsck.vfat fuser fusermount fusermount3 getkeycodes ginstall-info
    gpg gpgv groupmems hdparm hwe-support-status info install-info iostat ip6tables-apply ip6tables-legacy ip6tables-legacy-restore ip6tables-legacy-save
    ip6tables-nft ip6tables-nft-restore ip6tables-nft-save ip6tables-restore-translate ip6tables-translate iptables-apply iptables-legacy
    iptables-legacy-restore iptables-legacy-save iptables-nft iptables-nft-restore iptables-nft-save iptables-restore-translate iptables-translate
    iptables-xml kbd_mode kbdinfo kbdrate killall lastb lastlog lcf ldconfig.real loadkeys loadunimap locale-check lowntfs-3g lsb_release lshw lspower
    lsusb make-ssl-cert mapscrn markdown-it md5sum.textutils memhog mesg migratepages migspeed mk_modmap mkdosfs mkfs.fat mkfs.msdos mkfs.ntfs mkfs.vfat
    mkntfs mount.fuse mount.fuse3 mount.lowntfs-3g mount.ntfs mount.ntfs-3g mpstat mtr mtr-packet nc.openbsd netplan networkd-dispatcher nfnl_osf ntfs-3g
    ntfs-3g.probe ntfscat ntfsclone ntfscluster ntfscmp ntfscp ntfsdecrypt ntfsfallocate ntfsfix ntfsinfo ntfslabel ntfsls ntfsmove ntfsrecover ntfsresize
    ntfssecaudit ntfstruncate ntfsundelete ntfsusermap ntfswipe numactl numastat on_ac_power openvt pam_extrausers_chkpwd pam_extrausers_update parted
    partprobe pdb3.12 peekfd perl5.38.2 pidstat plymouth plymouthd pro prtstat psfaddtable psfgettable psfstriptable psfxtable pslog pstree pstree.x11
    pydoc3.12 pygettext3.12 pygmentize python3.12 red resizecons resolvconf resolvectl rrsync rsync rsync-ssl rsyslogd sadf sar.sysstat screendump
    sensible-terminal setfont setkeycodes setleds setlogcons setmetamode setupcon setvesablank setvtrgb showconsolefont showkey slogin splitfont static-sh
    strace strace-log-merge sudo sudo_logsrvd sudo_sendlog sudoedit sudoreplay systemd systemd-ac-power systemd-confext systemd-cryptenroll
    systemd-cryptsetup systemd-repart tapestat tcpdump time tnftp trace-cmd tracepath ua ubuntu-advantage ubuntu-distro-info ubuntu-security-status ufw
    unicode_start unicode_stop update-info-dir update-mime-database usb-devices usbhid-dump usbreset utmpdump uuidd uuidgen uuidparse varlinkctl vcstime
    visudo write xauth xdg-user-dir xdg-user-dirs-update xtables-legacy-multi xtables-monitor xtables-nft-multi xxd
  `,
  units: `
    apparmor.service apt-news.service console-setup.service dmesg.service esm-cache.service friendly-recovery.service keyboard-setup.service
    ldconfig.service motd-news.service motd-news.timer networkd-dispatcher.service plymouth-halt.service plymouth-kexec.service plymouth-log.service
    plymouth-poweroff.service plymouth-quit-wait.service plymouth-quit.service plymouth-read-write.service plymouth-reboot.service plymouth-start.service
    plymouth-switch-root-initramfs.service plymouth-switch-root.service plymouth.service quotaon.service rsync.service rsyslog.service setvtrgb.service
    ssl-cert.service sudo.service sysstat-collect.service sysstat-collect.timer sysstat-summary.service sysstat-summary.timer sysstat.service
    systemd-ask-password-plymouth.path systemd-ask-password-plymouth.service systemd-battery-check.service systemd-bsod.service systemd-confext.service
    systemd-fsckd.service systemd-fsckd.socket systemd-growfs-root.service systemd-growfs@.service systemd-hibernate-resume.service
    systemd-hwdb-update.service systemd-journal-catalog-update.service systemd-pcrextend.socket systemd-pcrextend@.service systemd-pcrfs-root.service
    systemd-pcrfs@.service systemd-pcrlock-file-system.service systemd-pcrlock-firmware-code.service systemd-pcrlock-firmware-config.service
    systemd-pcrlock-machine-id.service systemd-pcrlock-make-policy.service systemd-pcrlock-secureboot-authority.service
    systemd-pcrlock-secureboot-policy.service systemd-pcrmachine.service systemd-quotacheck.service systemd-repart.service systemd-resolved.service
    systemd-soft-reboot.service systemd-storagetm.service systemd-sysext.socket systemd-sysext@.service systemd-sysupdate-reboot.service
    systemd-sysupdate-reboot.timer systemd-sysupdate.service systemd-sysupdate.timer systemd-tmpfiles-setup-dev-early.service
    systemd-tpm2-setup-early.service systemd-tpm2-setup.service systemd-update-done.service systemd-update-utmp-runlevel.service
    systemd-update-utmp.service ua-reboot-cmds.service ua-timer.service ua-timer.timer ubuntu-advantage.service ufw.service uuidd.service uuidd.socket
  `,
};
