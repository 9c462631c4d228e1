mode_timing() {
  load; 
  TIMEFORMAT="%R %U %S x"
  for i in 1 2 3; do
  TIMEFORMAT="%R %U %S fresh"; time fresh
  TIMEFORMAT="%R %U %S snapshot "; time snapshot >/dev/null
  TIMEFORMAT="%R %U %S whole"; time whole
  TIMEFORMAT="%R %U %S expect_part check 0"; time expect_part check 0
  TIMEFORMAT="%R %U %S then_holds"; time then_holds
  TIMEFORMAT="%R %U %S litter"; time litter
  done
}
