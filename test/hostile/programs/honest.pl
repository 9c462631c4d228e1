# Answers as it should: done at first sight, or `fresh`.
1 while honest_until(qr/^\z/, ($words[0] // '') eq 'fresh');
1;
