#ifndef CKERNELS_DISPATCH_H
#define CKERNELS_DISPATCH_H

// Calls the function that was compiled for a variant: its name has the variant's before it.
//
// The plain one is written with the compiler's vectors of 128 bits, which are NEON on ARM.
#if defined(__x86_64__)
#define CALL(variant, function, ...)                                      \
    ((variant) == CKERNELS_AVX512 ? avx512_##function(__VA_ARGS__)        \
     : (variant) == CKERNELS_AVX2 ? avx2_##function(__VA_ARGS__)          \
                                  : plain_##function(__VA_ARGS__))
#else
#define CALL(variant, function, ...) ((void)(variant), plain_##function(__VA_ARGS__))
#endif

#endif
