#include "web/site.h"

#include <fstream>

#include <gtest/gtest.h>

namespace moim::app {
namespace {

using net::HttpMethod;
using net::HttpRequest;
using net::HttpResponse;

constexpr EmbeddedFile kFiles[] = {
    {.path = "/assets/app-1a2b.js", .identity = "script", .brotli = "br", .gzip = "gz", .etag = "abc"},
    {.path = "/index.html", .identity = "<html>", .brotli = {}, .gzip = {}, .etag = "def"},
};

struct Ask {
  std::string_view path;
  std::vector<HttpRequest::Header> headers{};
  HttpMethod method = HttpMethod::get;
};

HttpResponse ask(const Site& site, const Ask& what) {
  HttpRequest request;
  request.method = what.method;
  request.path = what.path;
  request.headers = &what.headers;
  return site.respond(request);
}

std::string header(const HttpResponse& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return {};
}

TEST(Site, AnswersThePageForTheRootAndEveryRoomLink) {
  const Site site{kFiles};
  for (const std::string_view path : {"/", "/r/abc", "/r/%EB%AA%A8", "/r/__proto__", "/index.html"}) {
    const auto response = ask(site, {.path = path});
    EXPECT_EQ(response.status, 200) << path;
    EXPECT_EQ(response.body.octets(), "<html>") << path;
    EXPECT_EQ(header(response, "Cache-Control"), "no-cache");
  }
  for (const std::string_view path : {"/r/", "/r", "/r/a/b", "/nothing", "/assets/", "//index.html", ""}) {
    EXPECT_EQ(ask(site, {.path = path}).status, 404) << path;
  }
}

TEST(Site, EveryAnswerCarriesAStrictPolicy) {
  const Site site{kFiles};
  for (const std::string_view path : {"/", "/assets/app-1a2b.js", "/nothing"}) {
    const auto policy = header(ask(site, {.path = path}), "Content-Security-Policy");
    EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
    EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
    EXPECT_EQ(policy.find("unsafe"), std::string::npos);
  }
}

TEST(Site, SendsAssetsInTheBestCodingAndForGood) {
  const Site site{kFiles};
  const auto brotli =
      ask(site, {.path = "/assets/app-1a2b.js", .headers = {{"Accept-Encoding", "gzip, deflate, br"}}});
  EXPECT_EQ(brotli.body.octets(), "br");
  EXPECT_EQ(header(brotli, "Content-Encoding"), "br");
  EXPECT_EQ(header(brotli, "ETag"), "\"abc-br\"");
  EXPECT_EQ(header(brotli, "Vary"), "Accept-Encoding");
  EXPECT_EQ(header(brotli, "Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(brotli.content_type, "text/javascript; charset=utf-8");

  const auto plain = ask(site, {.path = "/assets/app-1a2b.js"});
  EXPECT_EQ(plain.body.octets(), "script");
  EXPECT_EQ(header(plain, "Content-Encoding"), "");
}

TEST(Site, AnswersNotModifiedToWhoHasTheSameRepresentation) {
  const Site site{kFiles};
  EXPECT_EQ(ask(site, {.path = "/", .headers = {{"If-None-Match", "\"x\", \"def\""}}}).status, 304);
  EXPECT_EQ(ask(site, {.path = "/", .headers = {{"If-None-Match", "\"xyz\""}}}).status, 200);
  EXPECT_EQ(ask(site, {.path = "/assets/app-1a2b.js",
                       .headers = {{"If-None-Match", "\"abc\""}, {"Accept-Encoding", "br"}}})
                .status,
            200);
}

TEST(Site, RefusesOtherMethods) {
  const auto response = ask(Site{kFiles}, {.path = "/", .method = HttpMethod::post});
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(header(response, "Allow"), "GET, HEAD");
}

TEST(Site, SaysHowToGetTheClientWhenItHasNone) {
  const auto response = ask(Site{{}}, {.path = "/r/abc"});
  EXPECT_EQ(response.status, 503);
  EXPECT_NE(response.body.octets().find("--web-root"), std::string_view::npos);
}

TEST(Site, ServesADirectoryAndNothingOutsideIt) {
  const auto root = std::filesystem::path{testing::TempDir()} / "moim-site";
  std::filesystem::create_directories(root / "web" / "assets");
  std::ofstream{root / "secret.txt"} << "secret";
  std::ofstream{root / "web" / "index.html"} << "page";
  std::ofstream{root / "web" / "assets" / "a.css"} << "style";
  const Site site{{}, root / "web"};

  EXPECT_EQ(ask(site, {.path = "/r/abc"}).body.octets(), "page");
  EXPECT_EQ(ask(site, {.path = "/assets/a.css"}).content_type, "text/css; charset=utf-8");
  const std::string absolute = "/" + (root / "secret.txt").string();
  const std::string outside[] = {"/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt",
                                 "/assets", absolute};
  for (const auto& path : outside) {
    EXPECT_EQ(ask(site, {.path = path}).status, 404) << path;
  }
  std::filesystem::remove_all(root);
}

TEST(NegotiateCoding, KeepsToWhatTheHeaderAllows) {
  EXPECT_EQ(negotiate_coding(""), Coding::identity);
  EXPECT_EQ(negotiate_coding("gzip;q=1.0, br;q=0.5"), Coding::brotli);
  EXPECT_EQ(negotiate_coding("br;q=0, gzip"), Coding::gzip);
  EXPECT_EQ(negotiate_coding("br;q=0.000,gzip;q=0"), Coding::identity);
  EXPECT_EQ(negotiate_coding("brotli, xgzip"), Coding::identity);
  EXPECT_EQ(negotiate_coding(",,, ,gzip"), Coding::gzip);
}

}  // namespace
}  // namespace moim::app
