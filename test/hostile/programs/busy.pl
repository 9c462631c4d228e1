# Says that another run is at work, in words of its own.
while (next_question()) {
  report("busy $mark run 123456: ok=6 changed=0 failed=0 skipped=0 seconds=5");
}
1;
