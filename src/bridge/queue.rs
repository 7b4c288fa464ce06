//! What is asked of the workers, and what each of them is at. Pure: it hears
//! what happens and says what to do, and [`super::Bridge`] does it.
//!
//! What is looked at comes first, then the rest. A wasm worker is deaf while it
//! works, so one that is at the wrong thing is given a moment to end it and is
//! then replaced.

use verbatim_worker::DocumentId;

/// How long a worker may take to load, in milliseconds.
const START_MS: u32 = 30_000;
/// How long any analysis may take, and how much more for each megabyte.
const WATCH_MS: u32 = 20_000;
const WATCH_MS_PER_MB: u32 = 2_000;
/// How long the lists of a language may take to come. They are on the device,
/// or come over a slow network; without them the text is read all the same.
const FETCH_MS: u32 = 60_000;
/// How long what is looked at waits for a worker that is at something else.
/// Most analyses end sooner, and a new worker costs some tens of milliseconds.
pub const PATIENCE_MS: u32 = 250;

/// A request for the report on a document as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Job {
    /// The document.
    pub document: DocumentId,
    /// Which request about it: a later one has a higher number.
    pub id: u32,
    /// How long its source is, in bytes.
    pub bytes: usize,
}

impl Job {
    /// Whether a reply with these names answers it.
    fn is(&self, document: DocumentId, id: u32) -> bool {
        self.document == document && self.id == id
    }

    fn limit_ms(&self) -> u32 {
        let megabytes = u32::try_from(self.bytes >> 20).unwrap_or(u32::MAX);
        WATCH_MS.saturating_add(megabytes.saturating_mul(WATCH_MS_PER_MB))
    }
}

/// What a worker is at.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Phase {
    /// It must not start yet: the page's policy is not in force.
    Held,
    /// It loads.
    Starting,
    /// It waits for a job.
    Ready,
    /// It fetches the lists of the job's language.
    Fetching(Job),
    /// It analyses.
    Working(Job),
    /// It could not be loaded. The next job is reason to try once more.
    Lost,
}

impl Phase {
    fn job(&self) -> Option<&Job> {
        match self {
            Self::Fetching(job) | Self::Working(job) => Some(job),
            Self::Held | Self::Starting | Self::Ready | Self::Lost => None,
        }
    }
}

/// What is to be done, in order. The number is the worker's.
#[derive(Debug, Clone, PartialEq)]
pub enum Order {
    /// Start it.
    Start(usize),
    /// End it, whatever it is at.
    Stop(usize),
    /// Give it a job.
    Send(usize, Job),
    /// Call [`Queue::expired`] after so many milliseconds, and no earlier call.
    Watch(usize, u32),
    /// Don't call it.
    Unwatch(usize),
    /// Call [`Queue::patience_ended`] after [`PATIENCE_MS`].
    Hurry(usize),
    /// Tell the page that no report will come.
    Fail(Job, Failure),
}

/// Why no report will come.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// No worker could be started, or loaded.
    Start(String),
    /// The worker took too long to load.
    SlowStart,
    /// The analysis took too long.
    TooLong,
    /// The worker crashed at it.
    Crash(String),
    /// The worker is of another build: its protocol.
    OtherBuild(u32),
    /// The text could not be sent.
    Unsent(String),
    /// The worker says that it failed.
    Analysis(String),
}

/// The queue.
#[derive(Debug)]
pub struct Queue {
    /// What is wanted and has no answer yet, the most urgent first.
    wanted: Vec<Job>,
    workers: Vec<Phase>,
    orders: Vec<Order>,
}

impl Queue {
    /// A queue for so many workers, none of which may start yet.
    pub fn new(workers: usize) -> Self {
        Self { wanted: Vec::new(), workers: vec![Phase::Held; workers], orders: Vec::new() }
    }

    /// What is to be done since this was last asked.
    pub fn orders(&mut self) -> Vec<Order> {
        std::mem::take(&mut self.orders)
    }

    /// Lets the workers start.
    pub fn allow(&mut self) {
        for worker in 0..self.workers.len() {
            if self.phase(worker) == Phase::Held {
                self.start(worker);
            }
        }
    }

    /// All that is wanted from now on, the most urgent first. What is not among
    /// it is given up.
    pub fn want(&mut self, jobs: Vec<Job>) {
        self.wanted = jobs;
        if self.waiting().is_none() {
            // Nothing waits for the worker to end what nobody wants: end it now.
            for worker in 0..self.workers.len() {
                if self.is_astray(worker) {
                    self.restart(worker);
                }
            }
        }
        if self.waiting().is_some() {
            for worker in 0..self.workers.len() {
                if self.phase(worker) == Phase::Lost {
                    self.start(worker);
                }
            }
        }
        self.assign();
    }

    /// A worker takes jobs.
    pub fn ready(&mut self, worker: usize) {
        if self.phase(worker) == Phase::Starting {
            self.set(worker, Phase::Ready);
            self.orders.push(Order::Unwatch(worker));
            self.assign();
        }
    }

    /// A worker has begun to fetch the lists of its job's language. Whether the
    /// page is to hear of it.
    pub fn fetching(&mut self, worker: usize, document: DocumentId, id: u32) -> bool {
        let Some(job) = self.at(worker, document, id) else { return false };
        self.set(worker, Phase::Fetching(job));
        self.orders.push(Order::Watch(worker, FETCH_MS));
        self.wanted.contains(&job)
    }

    /// A worker goes on with its job. Whether the page is to hear of it.
    pub fn progress(&mut self, worker: usize, document: DocumentId, id: u32) -> bool {
        let Some(job) = self.at(worker, document, id) else { return false };
        if self.phase(worker) == Phase::Fetching(job) {
            self.set(worker, Phase::Working(job));
            self.orders.push(Order::Watch(worker, job.limit_ms()));
        }
        self.wanted.contains(&job)
    }

    /// A worker has ended a job, well or not. Whether the page is to hear of it.
    pub fn ended(&mut self, worker: usize, document: DocumentId, id: u32) -> bool {
        let Some(job) = self.at(worker, document, id) else { return false };
        let wanted = self.drop_wanted(job);
        self.set(worker, Phase::Ready);
        self.orders.push(Order::Unwatch(worker));
        self.assign();
        wanted
    }

    /// A worker could not be started.
    pub fn not_started(&mut self, worker: usize, message: String) {
        self.lose(worker, Failure::Start(message));
    }

    /// A worker is of another build.
    pub fn other_build(&mut self, worker: usize, version: u32) {
        self.orders.push(Order::Stop(worker));
        self.lose(worker, Failure::OtherBuild(version));
    }

    /// A worker is lost.
    pub fn crashed(&mut self, worker: usize, message: String) {
        match self.phase(worker) {
            Phase::Starting => {
                // Starting again would fail again; the next job tries it.
                self.orders.push(Order::Stop(worker));
                self.lose(worker, Failure::Start(message));
            }
            Phase::Ready => self.restart(worker),
            Phase::Fetching(job) | Phase::Working(job) => {
                self.fail(job, Failure::Crash(message));
                self.restart(worker);
            }
            Phase::Held | Phase::Lost => {}
        }
        self.assign();
    }

    /// A job could not be sent.
    pub fn unsent(&mut self, worker: usize, message: String) {
        if let Some(&job) = self.phase(worker).job() {
            self.set(worker, Phase::Ready);
            self.orders.push(Order::Unwatch(worker));
            self.fail(job, Failure::Unsent(message));
            self.assign();
        }
    }

    /// The time of a watch is over.
    pub fn expired(&mut self, worker: usize) {
        match self.phase(worker) {
            Phase::Starting => {
                if !self.another_lives(worker) {
                    self.fail_all(&Failure::SlowStart);
                }
                self.restart(worker);
            }
            Phase::Fetching(job) | Phase::Working(job) => {
                self.fail(job, Failure::TooLong);
                self.restart(worker);
            }
            Phase::Held | Phase::Ready | Phase::Lost => {}
        }
        self.assign();
    }

    /// What waits for a worker has waited long enough.
    pub fn patience_ended(&mut self, worker: usize) {
        if self.waiting().is_some() && (self.is_astray(worker) || self.is_least(worker)) {
            self.restart(worker);
        }
    }

    fn phase(&self, worker: usize) -> Phase {
        self.workers.get(worker).copied().unwrap_or(Phase::Lost)
    }

    fn set(&mut self, worker: usize, phase: Phase) {
        if let Some(worker) = self.workers.get_mut(worker) {
            *worker = phase;
        }
    }

    fn start(&mut self, worker: usize) {
        self.set(worker, Phase::Starting);
        self.orders.extend([Order::Start(worker), Order::Watch(worker, START_MS)]);
    }

    /// What it was at stays wanted, if it was.
    fn restart(&mut self, worker: usize) {
        self.orders.push(Order::Stop(worker));
        self.start(worker);
    }

    fn lose(&mut self, worker: usize, why: Failure) {
        self.set(worker, Phase::Lost);
        self.orders.push(Order::Unwatch(worker));
        if !self.another_lives(worker) {
            self.fail_all(&why);
        }
    }

    /// Whether there is another worker to take the jobs.
    fn another_lives(&self, worker: usize) -> bool {
        let mut others = self.workers.iter().enumerate().filter(|(other, _)| *other != worker);
        others.any(|(_, phase)| !matches!(phase, Phase::Held | Phase::Starting | Phase::Lost))
    }

    fn fail(&mut self, job: Job, why: Failure) {
        if self.drop_wanted(job) {
            self.orders.push(Order::Fail(job, why));
        }
    }

    fn fail_all(&mut self, why: &Failure) {
        for job in std::mem::take(&mut self.wanted) {
            self.orders.push(Order::Fail(job, why.clone()));
        }
    }

    fn drop_wanted(&mut self, job: Job) -> bool {
        let before = self.wanted.len();
        self.wanted.retain(|wanted| *wanted != job);
        self.wanted.len() < before
    }

    /// The job of that name that a worker is at.
    fn at(&self, worker: usize, document: DocumentId, id: u32) -> Option<Job> {
        self.phase(worker).job().filter(|job| job.is(document, id)).copied()
    }

    /// The most urgent job that no worker is at.
    fn waiting(&self) -> Option<Job> {
        let taken = |job: &Job| self.workers.iter().any(|phase| phase.job() == Some(job));
        self.wanted.iter().find(|job| !taken(job)).copied()
    }

    /// Whether a worker is at something that nobody wants any more.
    fn is_astray(&self, worker: usize) -> bool {
        self.phase(worker).job().is_some_and(|job| !self.wanted.contains(job))
    }

    /// Whether what is looked at waits and this worker, like all of them at
    /// something wanted, is at the least urgent of it.
    fn is_least(&self, worker: usize) -> bool {
        let urgency = |phase: &Phase| {
            let job = phase.job()?;
            self.wanted.iter().position(|wanted| wanted == job)
        };
        let first_waits = self.waiting().is_some_and(|job| self.wanted.first() == Some(&job));
        let own = urgency(&self.phase(worker));
        first_waits && own.is_some() && self.workers.iter().map(urgency).max() == Some(own)
    }

    /// Gives what waits to the workers that wait, and sees to the others.
    fn assign(&mut self) {
        for worker in 0..self.workers.len() {
            let Some(job) = self.waiting() else { return };
            match self.phase(worker) {
                Phase::Ready => {
                    self.set(worker, Phase::Working(job));
                    let watch = Order::Watch(worker, job.limit_ms());
                    self.orders.extend([Order::Send(worker, job), watch]);
                }
                Phase::Held
                | Phase::Starting
                | Phase::Fetching(_)
                | Phase::Working(_)
                | Phase::Lost => {}
            }
        }
        let comes = |phase: &Phase| matches!(phase, Phase::Held | Phase::Starting);
        if self.waiting().is_none() || self.workers.iter().any(comes) {
            return;
        }
        let astray = (0..self.workers.len()).find(|&worker| self.is_astray(worker));
        let least = || (0..self.workers.len()).find(|&worker| self.is_least(worker));
        self.orders.extend(astray.or_else(least).map(Order::Hurry));
    }
}

#[cfg(test)]
mod tests;
