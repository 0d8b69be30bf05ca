// libmd: message digests (BSD-3-Clause and public domain).
#include <sys/types.h>
#include <md5.h>
#include <sha2.h>
