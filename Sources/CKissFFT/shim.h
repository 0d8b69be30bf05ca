// KissFFT, single precision: real transforms of any even length (BSD-3-Clause).
// Found without pkg-config: its file passes -D flags, at which SwiftPM warns in every build. The default of
// kiss_fft_scalar is what they ask for.
#include <kissfft/kiss_fftr.h>

// kiss_fftr_free is a macro, which Swift does not see.
static inline void kiss_fftr_plan_free(kiss_fftr_cfg plan) { kiss_fftr_free(plan); }
