# Everything comes from Debian 12; tools/packages.txt names the packages.
find_package(OpenSSL 3.0 REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.81 CONFIG REQUIRED)
find_package(simdjson REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(prometheus-cpp REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(qrencode REQUIRED IMPORTED_TARGET libqrencode)
find_path(MOIM_TOMLPLUSPLUS_INCLUDE toml++/toml.h REQUIRED) # used header only, so there is nothing to link
