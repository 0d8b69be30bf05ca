// KissFFT, single precision: real transforms of any even length (BSD-3-Clause).
#include <kissfft/kiss_fft.h>
#include <kissfft/kiss_fftr.h>

// kiss_fftr_free is a macro, which Swift does not see.
static inline void kiss_fftr_plan_free(kiss_fftr_cfg plan) { kiss_fftr_free(plan); }
