// libmpg123: gapless MP3 decoding (LGPL-2.1, linked dynamically).
// Without MPG123_ENUM_API newer headers rename mpg123_param by a macro, which Swift does not see.
#define MPG123_ENUM_API
#include <mpg123.h>
