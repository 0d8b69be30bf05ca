// The vectors of a variant in double precision, and their exponentials. Included once for each variant by every family
// of kernels, with LANES doubles in a vector, TARGET for the compiler and NAME(x) to tell the variants apart.
//
// Vectors are those of the compiler, so that one text serves all: it turns them into the instructions of TARGET, and
// fuses a product and a sum where TARGET can.

typedef double NAME(doubles) __attribute__((vector_size(8 * LANES), aligned(8)));
typedef int64_t NAME(integers) __attribute__((vector_size(8 * LANES), aligned(8)));
typedef float NAME(floats) __attribute__((vector_size(4 * LANES), aligned(4)));
typedef float NAME(singles) __attribute__((vector_size(8 * LANES), aligned(4)));
typedef uint32_t NAME(words) __attribute__((vector_size(8 * LANES), aligned(4)));
#define doubles NAME(doubles)
#define integers NAME(integers)
#define floats NAME(floats)
#define singles NAME(singles)
#define words NAME(words)
#define INLINE static inline __attribute__((always_inline, unused)) TARGET

INLINE doubles NAME(all)(double x) { return x - (doubles){0}; }

INLINE doubles NAME(select)(integers mask, doubles yes, doubles no) {
    return (doubles)((mask & (integers)yes) | (~mask & (integers)no));
}

// exp(x) − 1 = 2ⁿ·(exp(r) − 1) + (2ⁿ − 1) with x = n·ln 2 + r, for −708 ≤ x ≤ 708: within 3 units of the last place.
// exp(r) − 1 is its Taylor series to r¹³, which for |r| ≤ ln 2 / 2 ends below half a unit.
INLINE doubles NAME(expm1)(doubles x) {
    const double round = 0x1.8p52;  // adding it leaves the nearest integer in the lowest bits
    doubles shifted = x * 0x1.71547652b82fep0 + round;
    doubles n = shifted - round;
    doubles r = x - n * 0x1.62e42feep-1;
    r = r - n * 0x1.a39ef35793c76p-33;
    doubles p = NAME(all)(1.0 / 6227020800.0);
    p = p * r + 1.0 / 479001600.0;
    p = p * r + 1.0 / 39916800.0;
    p = p * r + 1.0 / 3628800.0;
    p = p * r + 1.0 / 362880.0;
    p = p * r + 1.0 / 40320.0;
    p = p * r + 1.0 / 5040.0;
    p = p * r + 1.0 / 720.0;
    p = p * r + 1.0 / 120.0;
    p = p * r + 1.0 / 24.0;
    p = p * r + 1.0 / 6.0;
    p = p * r + 0.5;
    p = (p * r) * r + r;
    integers exponent = (((integers)shifted - (integers)NAME(all)(round)) + 1023) << 52;
    doubles scale = (doubles)exponent;
    return scale * p + (scale - 1.0);
}

// What is not a number fails every comparison and stays what it is.
INLINE doubles NAME(clamp)(doubles x) {
    x = NAME(select)(x > 708.0, NAME(all)(708.0), x);
    return NAME(select)(x < -708.0, NAME(all)(-708.0), x);
}

INLINE doubles NAME(exponential)(doubles x) { return NAME(expm1)(NAME(clamp)(x)) + 1.0; }

// 1 / (1 + exp(−x))
INLINE doubles NAME(sigmoid)(doubles x) { return 1.0 / (NAME(expm1)(NAME(clamp)(-x)) + 2.0); }

// tanh(x) = −e / (2 + e) with e = exp(−2x) − 1, for |x| and then with the sign of x: exact to some units of the last
// place near zero too.
INLINE doubles NAME(tanh)(doubles x) {
    integers sign = (integers)x & (integers)NAME(all)(-0.0);
    doubles magnitude = (doubles)((integers)x ^ sign);
    doubles e = NAME(expm1)(NAME(clamp)(-2.0 * magnitude));
    return (doubles)((integers)(-e / (2.0 + e)) ^ sign);
}
