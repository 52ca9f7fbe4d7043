#include "server_process.h"

#include <fstream>
#include <limits>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace moim::bench {
namespace {

std::ifstream open_proc(pid_t pid, const char* name) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/" + name);
  if (!file) throw std::runtime_error("the server is gone");
  return file;
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

double ServerProcess::cpu_seconds() const {
  if (pid_ == 0) return 0;
  std::ifstream file = open_proc(pid_, "stat");
  file.ignore(std::numeric_limits<std::streamsize>::max(), ')');  // the name may hold anything before it
  std::string skipped;
  for (int field = 3; field < 14; ++field) file >> skipped;
  double user = 0;
  double system = 0;
  file >> user >> system;
  return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

std::uint64_t ServerProcess::resident_kib() const {
  if (pid_ == 0) return 0;
  std::ifstream file = open_proc(pid_, "status");
  for (std::string word; file >> word;) {
    std::uint64_t size = 0;
    if (word == "VmRSS:" && file >> size) return size;
  }
  throw std::runtime_error("the server has no memory: is it still running?");
}

double own_cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace moim::bench
