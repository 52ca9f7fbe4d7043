# moim_embed_web_client(<target>) puts the files of MOIM_WEB_DIST into the target; see app/src/web/embedded_files.h.
# tools/embed.py packs them (with brotli and gzip variants) into one blob and writes the table that points into it.
find_package(Python3 REQUIRED COMPONENTS Interpreter)

function(moim_embed_web_client target)
  set(out "${CMAKE_CURRENT_BINARY_DIR}/embedded")
  file(GLOB_RECURSE files CONFIGURE_DEPENDS "${MOIM_WEB_DIST}/*")
  add_custom_command(
    OUTPUT "${out}/embedded_files.cpp" "${out}/embedded_files.bin"
    COMMAND "${Python3_EXECUTABLE}" "${CMAKE_SOURCE_DIR}/tools/embed.py" "${MOIM_WEB_DIST}" "${out}"
    DEPENDS ${files} "${CMAKE_SOURCE_DIR}/tools/embed.py"
    COMMENT "Packing the web client"
    VERBATIM)
  set(blob "${CMAKE_SOURCE_DIR}/cmake/embedded_files.S")
  set_source_files_properties("${blob}" PROPERTIES
    OBJECT_DEPENDS "${out}/embedded_files.bin" COMPILE_OPTIONS "-I${out}")
  target_sources(${target} PRIVATE "${out}/embedded_files.cpp" "${blob}")
endfunction()
