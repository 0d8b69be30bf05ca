// Ends what double_math.h began, so that it can be included for the next variant.
#undef doubles
#undef integers
#undef floats
#undef singles
#undef words
#undef INLINE
#undef TARGET
#undef NAME
#undef LANES
#undef PAIR
#undef TILE
