#include "logging/logging.h"

#include <memory>
#include <string>
#include <unistd.h>

#include <fmt/format.h>
#include <spdlog/async.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/spdlog.h>

#include "moim/json/write.h"

#include "logging/descriptor_sink.h"

namespace moim::app {
namespace {

constexpr std::size_t kWaitingLines = 8'192;

const std::shared_ptr<DescriptorSink>& stderr_sink() {
  static const auto sink = std::make_shared<DescriptorSink>(STDERR_FILENO);
  return sink;
}

// The message as a quoted JSON string: `%*` in the pattern.
class JsonMessage : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
    std::string quoted;
    json::append_string(quoted, {message.payload.data(), message.payload.size()});
    out.append(quoted.data(), quoted.data() + quoted.size());
  }
  [[nodiscard]] std::unique_ptr<custom_flag_formatter> clone() const override {
    return std::make_unique<JsonMessage>();
  }
};

std::unique_ptr<spdlog::formatter> formatter_for(LogFormat format) {
  if (format == LogFormat::text)
    return std::make_unique<spdlog::pattern_formatter>("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  auto formatter = std::make_unique<spdlog::pattern_formatter>();
  formatter->add_flag<JsonMessage>('*').set_pattern(
      R"({"time":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l","message":%*})");
  return formatter;
}

spdlog::level::level_enum to_spdlog(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return spdlog::level::debug;
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::warn:
      return spdlog::level::warn;
    case LogLevel::error:
      return spdlog::level::err;
    case LogLevel::off:
      break;
  }
  return spdlog::level::off;
}

spdlog::level::level_enum to_spdlog(net::LogLevel level) {
  switch (level) {
    case net::LogLevel::debug:
      return spdlog::level::debug;
    case net::LogLevel::info:
      return spdlog::level::info;
    case net::LogLevel::warning:
      return spdlog::level::warn;
    case net::LogLevel::error:
      break;
  }
  return spdlog::level::err;
}

// Quoted and escaped: a room may be named anything, line breaks and terminal sequences included.
std::string quoted(std::string_view text) {
  std::string out;
  json::append_string(out, text);
  return out;
}

std::string place(const rooms::Member& member) {
  return fmt::format("room {} call {}", quoted(member.room->id()), member.room->call());
}

std::string_view to_string(rooms::ExitReason reason) {
  switch (reason) {
    case rooms::ExitReason::left:
      return "left";
    case rooms::ExitReason::moved:
      return "moved to another room";
    case rooms::ExitReason::expired:
      return "did not come back";
    case rooms::ExitReason::removed:
      return "was removed";
    case rooms::ExitReason::disconnected:
      break;
  }
  return "disconnected";
}

}  // namespace

void start_logging(LogLevel level, LogFormat format) {
  spdlog::init_thread_pool(kWaitingLines, 1);
  auto logger = std::make_shared<spdlog::async_logger>("moim", stderr_sink(), spdlog::thread_pool(),
                                                       spdlog::async_overflow_policy::overrun_oldest);
  logger->flush_on(spdlog::level::info);
  spdlog::set_default_logger(std::move(logger));
  change_logging(level, format);
}

void change_logging(LogLevel level, LogFormat format) {
  spdlog::logger& logger = *spdlog::default_logger_raw();
  logger.set_formatter(formatter_for(format));
  logger.set_level(to_spdlog(level));
}

std::uint64_t lost_log_lines() {
  const auto pool = spdlog::thread_pool();
  return stderr_sink()->lost() + (pool ? pool->overrun_counter() : 0);
}

void stop_logging() { spdlog::shutdown(); }

void log_net(net::LogLevel level, std::string_view line) { spdlog::log(to_spdlog(level), "net: {}", line); }

void RoomLog::entered(const rooms::Member& member, std::string_view address) {
  spdlog::info("{}: {} entered{}{}, {} inside", place(member), member.id.view(),
               with_addresses_ ? " from " : "", with_addresses_ ? address : "", member.room->size());
}

void RoomLog::away(const rooms::Member& member) {
  spdlog::info("{}: {} lost its connection", place(member), member.id.view());
}

void RoomLog::back(const rooms::Member& member) {
  spdlog::info("{}: {} is back", place(member), member.id.view());
}

void RoomLog::exited(const rooms::Member& member, rooms::ExitReason reason) {
  spdlog::info("{}: {} {}, {} inside", place(member), member.id.view(), to_string(reason),
               member.room->size());
}

void RoomLog::moderated(const rooms::Member& host, signaling::Act act, std::string_view target) {
  spdlog::info("{}: host {} did {}{}{}", place(host), host.id.view(), to_string(act),
               target.empty() ? "" : " to ", target);
}

}  // namespace moim::app
