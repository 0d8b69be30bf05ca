// libmpg123: gapless MP3 decoding (LGPL-2.1, linked dynamically).
#include <mpg123.h>
