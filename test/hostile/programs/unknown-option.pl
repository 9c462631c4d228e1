# What a pct before 5.0.9 says, and the end: it is the host that is to blame, if one believes it.
next_question() or exit 0;
say_raw("Unknown option: keep-env\n400 unable to parse option\npct exec <vmid> [<extra-args>]\n$mark\n");
exit 255;
1;
