// KissFFT, single precision: real transforms of any even length (BSD-3-Clause).
#include <kissfft/kiss_fft.h>
#include <kissfft/kiss_fftr.h>
