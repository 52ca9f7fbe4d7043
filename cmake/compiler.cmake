# One dialect, one set of warnings and one output folder for every target.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug or Release" FORCE)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g")
if(MOIM_SANITIZE) # for reports lines are enough; fuzzing counts executions
  set(CMAKE_CXX_FLAGS_DEBUG "-O2 -g1")
endif()

# g++ 12 sees copies out of bounds in optional strings where there are none (GCC bug 105562 and its kin).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  add_compile_options(-Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread -Wno-restrict -Wno-maybe-uninitialized)
endif()

# Checked containers stay on in release builds: the server reads what strangers send.
add_compile_definitions(_GLIBCXX_ASSERTIONS)
add_compile_options(-fstack-protector-strong)
add_link_options(-Wl,-z,relro,-z,now)
if(NOT MOIM_SANITIZE AND CMAKE_BUILD_TYPE STREQUAL "Release")
  add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
endif()

if(MOIM_SANITIZE)
  add_compile_options(-fsanitize=${MOIM_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${MOIM_SANITIZE})
endif()
if(MOIM_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

add_library(moim_warnings INTERFACE)
target_compile_options(moim_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow
  -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
  $<$<BOOL:${MOIM_WERROR}>:-Werror>)

find_program(MOIM_LLD NAMES ld.lld)
if(MOIM_LLD)
  add_link_options(-fuse-ld=lld)
endif()

# Debug information does not carry the build folder into the cache key, so all build folders share one cache.
# The sloppiness is what ccache asks for to cache objects made with a precompiled header.
find_program(MOIM_CCACHE NAMES ccache)
if(MOIM_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER /usr/bin/env CCACHE_NOHASHDIR=1
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime "${MOIM_CCACHE}")
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
  else()
    add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:SHELL:-Xclang -fno-pch-timestamp>")
  endif()
endif()
