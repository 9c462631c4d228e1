# Reads nothing at all, and says something or nothing.
say_raw("$mark\n") if @words;
sleep_on();
1;
