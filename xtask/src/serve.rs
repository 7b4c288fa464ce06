//! `cargo xtask serve`: builds the page and serves it to this machine only, as
//! a host on the web would: with the security headers and compressed.

use std::convert::Infallible;
use std::io::{self, BufRead as _, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use lexopt::{Arg, Parser, ValueExt as _};
use tokio::net::TcpListener;

use crate::command::say;
use crate::{Asked, Outcome, build, dist, headers, paths, setup};

/// The port asked for when none is named; the next free one is taken.
const PORT: u16 = 8642;

/// What the command takes.
pub const USAGE: &str = "[--port N] [--no-open] [--dist FOLDER]

  --port N       this port, or any free one for 0 (without it: 8642 or the next free one)
  --no-open      open no browser
  --dist FOLDER  serve this finished page; build nothing";

/// What the command line asks for.
#[derive(Debug, Default, PartialEq)]
struct Options {
    port: Option<u16>,
    no_open: bool,
    dist: Option<PathBuf>,
}

/// Builds the page unless a finished one is named, and serves it until ended.
///
/// # Errors
/// When the command line is not understood; the outcome is one when set-up or the
/// build fails, or no port can be had.
pub fn run(args: Parser) -> Asked {
    parse(args).map(start)
}

fn start(options: Options) -> Outcome {
    let dist = match options.dist {
        Some(dist) => dist,
        None => {
            let toolchain = setup::for_build()?;
            build::page(&toolchain)?;
            paths::dist()
        }
    };
    if !dist.join("index.html").is_file() {
        return Err(format!("{} holds no index.html: cargo xtask build", dist.display()));
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()
        .map_err(|err| format!("cannot start the server: {err}"))?;
    runtime.block_on(async {
        let listener = listen(options.port).await?;
        let address = listener.local_addr().map_err(|err| err.to_string())?;
        say(&format!("serving http://{address}/"));
        say("  to this machine only; Ctrl+C ends it");
        if !options.no_open {
            open_browser(&format!("http://{address}/"));
        }
        serve(listener, dist.into()).await
    })
}

fn parse(mut args: Parser) -> Result<Options, lexopt::Error> {
    let mut options = Options::default();
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("port") => options.port = Some(args.value()?.parse()?),
            Arg::Long("dist") => options.dist = Some(args.value()?.into()),
            Arg::Long("no-open") => options.no_open = true,
            other => return Err(other.unexpected()),
        }
    }
    Ok(options)
}

/// The port asked for, or the first free one from [`PORT`] on.
async fn listen(port: Option<u16>) -> Result<TcpListener, String> {
    let bind = |port| TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    if let Some(port) = port {
        return bind(port).await.map_err(|err| format!("port {port}: {err}; name another"));
    }
    for port in PORT..PORT + 100 {
        match bind(port).await {
            Err(err) if err.kind() == io::ErrorKind::AddrInUse => {}
            other => return other.map_err(|err| format!("port {port}: {err}")),
        }
    }
    Err(format!("ports {PORT} to {} are all taken; name one: --port N", PORT + 99))
}

async fn serve(listener: TcpListener, dist: Arc<Path>) -> Outcome {
    let tasks = tokio::task::LocalSet::new();
    let accept = async {
        loop {
            // A client that went away while connecting is no reason to stop.
            let Ok((stream, _)) = listener.accept().await else { continue };
            let dist = Arc::clone(&dist);
            tokio::task::spawn_local(async move {
                let service = service_fn(move |request: Request<Incoming>| {
                    let dist = Arc::clone(&dist);
                    async move {
                        let path = request.uri().path();
                        Ok::<_, Infallible>(respond(
                            request.method(),
                            path,
                            request.headers(),
                            &dist,
                        ))
                    }
                });
                // A broken connection concerns only the one who broke it.
                let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
            });
        }
    };
    tasks.run_until(accept).await
}

fn respond(method: &Method, path: &str, asked: &HeaderMap, dist: &Path) -> Response<Full<Bytes>> {
    let mut response = match *method {
        Method::GET | Method::HEAD => file(path, asked, dist),
        _ => plain(StatusCode::METHOD_NOT_ALLOWED, "This server only hands out files.\n"),
    };
    for (name, value) in headers::HEADERS {
        response.headers_mut().insert(
            // The names are constants in this program; the type wants lower case.
            header::HeaderName::from_bytes(name.as_bytes()).unwrap_or(header::PRAGMA),
            HeaderValue::from_static(value),
        );
    }
    response
}

/// A file of the page, compressed where the browser reads that.
fn file(path: &str, asked: &HeaderMap, dist: &Path) -> Response<Full<Bytes>> {
    let name = match path.trim_start_matches('/') {
        "" => "index.html",
        name => name,
    };
    // Names of the build are plain; any other is not one of its files.
    let plain_name = name.split('/').all(|part| !part.is_empty() && !part.starts_with('.'))
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte));
    if !plain_name {
        return not_found();
    }
    let reads_brotli = asked
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|encoding| encoding.split(';').next().is_some_and(|name| name.trim() == "br"));
    let compressed =
        if reads_brotli { std::fs::read(dist.join(format!("{name}.br"))).ok() } else { None };
    let encoded = compressed.is_some();
    let Some(body) = compressed.or_else(|| std::fs::read(dist.join(name)).ok()) else {
        return not_found();
    };
    let tag = format!("\"{}\"", dist::short_hash(&body));
    let is_known = asked.get(header::IF_NONE_MATCH).is_some_and(|known| *known == *tag);
    let mut response = if is_known {
        let mut response = Response::new(Full::default());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response
    } else {
        Response::new(Full::new(Bytes::from(body)))
    };
    let head = response.headers_mut();
    // The service worker asks again for what the page has just loaded: with the
    // tag that costs no second download.
    head.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        head.insert(header::ETAG, tag);
    }
    head.insert(header::CONTENT_TYPE, HeaderValue::from_static(headers::content_type(name)));
    head.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if encoded {
        head.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}

fn not_found() -> Response<Full<Bytes>> {
    plain(StatusCode::NOT_FOUND, "There is no such file.\n")
}

fn plain(status: StatusCode, text: &'static str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from_static(text.as_bytes())));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

/// A finished page served by a program of its own, which ends with this value.
pub struct Server {
    process: Child,
    url: String,
}

impl Server {
    /// Serves a folder at a free port.
    ///
    /// # Errors
    /// When the server cannot be started.
    pub fn start(dist: &Path) -> Result<Self, String> {
        let own = std::env::current_exe().map_err(|err| format!("where is xtask? {err}"))?;
        let process = Command::new(own)
            .args(["serve", "--port", "0", "--no-open", "--dist"])
            .arg(dist)
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|err| format!("cannot start the server: {err}"))?;
        let mut server = Self { process, url: String::new() };
        let mut line = String::new();
        if let Some(out) = server.process.stdout.take() {
            BufReader::new(out).read_line(&mut line).map_err(|err| err.to_string())?;
        }
        match line.trim().strip_prefix("serving ") {
            Some(url) => server.url.push_str(url),
            None => return Err(format!("the server said `{}`", line.trim())),
        }
        Ok(server)
    }

    /// The address, with the slash at its end.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has nothing to save.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Opens the page where someone can see it.
fn open_browser(url: &str) {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_mac = cfg!(target_os = "macos");
    if set("CI") || !(is_mac || set("DISPLAY") || set("WAYLAND_DISPLAY")) {
        return;
    }
    let opener = if is_mac { "open" } else { "xdg-open" };
    if paths::on_path(opener).is_none() {
        return;
    }
    let mut command = Command::new(opener);
    command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if command.spawn().is_ok() {
        say("  opening it in your browser");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A finished page of two files, one with a compressed copy.
    fn page(name: &str) -> PathBuf {
        let dist = std::env::temp_dir().join(format!("{name}-{}", std::process::id()));
        std::fs::create_dir_all(&dist).unwrap();
        std::fs::write(dist.join("index.html"), "<html>").unwrap();
        std::fs::write(dist.join("a.wasm"), "plain").unwrap();
        std::fs::write(dist.join("a.wasm.br"), "packed").unwrap();
        dist
    }

    #[test]
    fn every_answer_carries_the_security_headers() {
        let dist = page("xtask-serve-headers");
        for (method, path) in
            [(Method::GET, "/"), (Method::GET, "/none"), (Method::POST, "/a.wasm")]
        {
            let response = respond(&method, path, &HeaderMap::new(), &dist);
            for (name, value) in headers::HEADERS {
                assert_eq!(response.headers().get(name).unwrap(), value, "{method} {path}");
            }
        }
        std::fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn a_browser_that_reads_brotli_gets_it() {
        let dist = page("xtask-serve-brotli");
        let mut asked = HeaderMap::new();
        let response = respond(&Method::GET, "/a.wasm", &asked, &dist);
        assert!(!response.headers().contains_key("content-encoding"));
        asked.insert("accept-encoding", HeaderValue::from_static("gzip, deflate, br;q=1.0"));
        let response = respond(&Method::GET, "/a.wasm", &asked, &dist);
        assert_eq!(response.headers().get("content-encoding").unwrap(), "br");
        assert_eq!(response.headers().get("content-type").unwrap(), "application/wasm");
        std::fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn what_the_browser_has_is_not_sent_again() {
        let dist = page("xtask-serve-tag");
        let mut asked = HeaderMap::new();
        let first = respond(&Method::GET, "/a.wasm", &asked, &dist);
        let tag = first.headers().get("etag").unwrap().clone();
        asked.insert("if-none-match", tag);
        assert_eq!(
            respond(&Method::GET, "/a.wasm", &asked, &dist).status(),
            StatusCode::NOT_MODIFIED
        );
        asked.insert("if-none-match", HeaderValue::from_static("\"another\""));
        assert_eq!(respond(&Method::GET, "/a.wasm", &asked, &dist).status(), StatusCode::OK);
        std::fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn nothing_outside_the_page_is_served() {
        let dist = page("xtask-serve-outside");
        for path in ["/../Cargo.toml", "//etc/passwd", "/.git/config", "/%2e%2e/x", "/a.wasm/"] {
            let response = respond(&Method::GET, path, &HeaderMap::new(), &dist);
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        }
        std::fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn a_wrong_argument_is_refused() {
        let parse = |line: &str| parse(Parser::from_args(line.split(' ')));
        assert_eq!(parse("--port 0 --no-open").unwrap().port, Some(0));
        assert!(parse("--port many").is_err());
        assert!(parse("--open").is_err());
    }
}
