// zlib: the CRC-32 that ZIP archives carry (Zlib licence).
#include <zlib.h>
