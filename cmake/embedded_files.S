# The packed web client as read-only data; embedded_files.cpp knows the offsets.
    .section .rodata
    .global moim_embedded_blob
    .balign 16
moim_embedded_blob:
    .incbin "embedded_files.bin"
    .byte 0
    .section .note.GNU-stack,"",@progbits
