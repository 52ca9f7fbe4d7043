#pragma once

#include <string_view>

/// The page the chat server serves: HTML, style and a small Socket.IO client in one.
std::string_view chat_page();
