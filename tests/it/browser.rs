//! A browser without a screen, driven through a pipe (by the protocol of its own developer tools).

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use serde_json::{Value, json};

use crate::sandbox::Sandbox;

/// The most that a test waits for an answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A browser, gone with this.
pub(crate) struct Browser {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    asked: u64,
}

/// A page in a browser, by the session that speaks with it.
pub(crate) struct Page {
    session: String,
}

impl Browser {
    /// Starts one that keeps its files in a sandbox.
    pub(crate) fn start(sandbox: &Sandbox) -> Self {
        let profile = sandbox.path("browser").display().to_string();
        // The browser reads from its file 3 and writes to its file 4.
        let line = "exec chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage \
            --remote-debugging-pipe --user-data-dir=\"$0\" about:blank \
            3<&0 4>&1 </dev/null >/dev/null 2>&1";
        let mut child = Command::new("sh")
            .args(["-c", line, &profile])
            .env("HOME", sandbox.path(""))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("there is a shell");
        let to = child.stdin.take().expect("standard input is a pipe");
        let mut answers = BufReader::new(child.stdout.take().expect("standard output is a pipe"));
        let (sender, from) = mpsc::channel();
        std::thread::spawn(move || {
            let mut message = Vec::new();
            while answers.read_until(0, &mut message).is_ok_and(|length| length > 0) {
                message.pop();
                let value = serde_json::from_slice(&message).expect("the browser speaks JSON");
                if sender.send(value).is_err() {
                    break;
                }
                message.clear();
            }
        });
        Self { child, to, from, asked: 0 }
    }

    /// Asks the browser, or a page in it, for something, and gives its answer.
    fn ask(&mut self, session: Option<&str>, method: &str, parameters: &Value) -> Value {
        self.asked += 1;
        let mut message = json!({ "id": self.asked, "method": method, "params": parameters });
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        self.to.write_all(format!("{message}\0").as_bytes()).expect("the browser listens");
        loop {
            let answer = self.from.recv_timeout(PATIENCE).expect("the browser answers");
            if answer["id"] == self.asked {
                assert!(answer["error"].is_null(), "{method}: {answer}");
                return answer["result"].clone();
            }
        }
    }

    /// Opens a page of this width, in dark mode or not.
    pub(crate) fn open(&mut self, address: &str, width: u32, is_dark: bool) -> Page {
        let target = self.ask(None, "Target.createTarget", &json!({ "url": "about:blank" }));
        let target = json!({ "targetId": target["targetId"], "flatten": true });
        let session = self.ask(None, "Target.attachToTarget", &target);
        let page =
            Page { session: session["sessionId"].as_str().expect("it has an id").to_owned() };
        let size =
            json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.ask(Some(&page.session), "Emulation.setDeviceMetricsOverride", &size);
        let scheme = if is_dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.ask(Some(&page.session), "Emulation.setEmulatedMedia", &media);
        self.ask(Some(&page.session), "Page.navigate", &json!({ "url": address }));
        self.until(&page, &format!("location.href.startsWith({})", json!(address)));
        self.until(&page, "document.readyState === 'complete'");
        page
    }

    /// What an expression is in a page, once it is settled.
    pub(crate) fn evaluate(&mut self, page: &Page, expression: &str) -> Value {
        let parameters = json!({
            "expression": expression, "awaitPromise": true, "returnByValue": true,
        });
        let answer = self.ask(Some(&page.session), "Runtime.evaluate", &parameters);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    /// Waits until an expression holds in a page.
    pub(crate) fn until(&mut self, page: &Page, expression: &str) {
        let wait = format!(
            "new Promise((resolve) => {{
                const look = () => ({expression}) ? resolve() : setTimeout(look, 10);
                look();
            }})"
        );
        self.evaluate(page, &wait);
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
