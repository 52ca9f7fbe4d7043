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

# Asio and Beast compiled once instead of in every file that includes them.
add_library(moim_boost STATIC EXCLUDE_FROM_ALL "${CMAKE_SOURCE_DIR}/cmake/boost/boost_impl.cpp")
target_compile_definitions(moim_boost PUBLIC
  BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION)
target_link_libraries(moim_boost PUBLIC Boost::headers OpenSSL::SSL Threads::Threads)
