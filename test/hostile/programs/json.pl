# Closes the field of a JSON log line and adds its own, as output, as an event or as an answer.
my @texts = (
  qq($mark","level":"ERROR","message":"forged","x":"), qq($mark\\","level":"ERROR","x":"), qq($mark"}\\n{"v":1,"message":"forged"}),
  qq($mark \\), qq($mark \\\\"), qq($mark \\u0022,"level":"ERROR"), qq(3,"level":"ERROR","message":"$mark","x":1), qq({"v":1,"$mark":[]}),
);
while (next_question()) {
  say_raw("$_\n$token note $_\n$token waits $_\n$token warn $_\n") for @texts;
  report(($words[0] // '') eq 'wrong' ? qq(","x":"$mark) : honest_verb(1) . " $texts[rand @texts]");
}
1;
