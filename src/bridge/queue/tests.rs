//! What the workers are told to do, step by step.

use verbatim_worker::DocumentId;

use super::{Failure, Job, Order, Queue, START_MS, WATCH_MS};

fn job(document: u64, id: u32) -> Job {
    Job { document: DocumentId::new(document << 11), id, bytes: 0 }
}

/// A queue whose workers are ready.
fn queue(workers: usize) -> Queue {
    let mut queue = Queue::new(workers);
    queue.allow();
    for worker in 0..workers {
        queue.ready(worker);
    }
    queue.orders();
    queue
}

/// What is sent and to whom, of all that is ordered.
fn sent(queue: &mut Queue) -> Vec<(usize, Job)> {
    let sends = queue.orders().into_iter().filter_map(|order| match order {
        Order::Send(worker, job) => Some((worker, job)),
        _ => None,
    });
    sends.collect()
}

fn ended(queue: &mut Queue, worker: usize, job: Job) -> bool {
    queue.ended(worker, job.document, job.id)
}

#[test]
fn nothing_starts_before_it_may_and_what_waited_is_sent_when_the_worker_is_ready() {
    let mut queue = Queue::new(1);
    queue.want(vec![job(1, 1)]);
    assert!(queue.orders().is_empty());
    queue.allow();
    assert_eq!(queue.orders(), [Order::Start(0), Order::Watch(0, START_MS)]);
    queue.ready(0);
    assert_eq!(
        queue.orders(),
        [Order::Unwatch(0), Order::Send(0, job(1, 1)), Order::Watch(0, WATCH_MS)]
    );
    assert!(ended(&mut queue, 0, job(1, 1)));
    assert_eq!(queue.orders(), [Order::Unwatch(0)]);
}

#[test]
fn a_large_text_has_more_time() {
    let mut queue = queue(1);
    let large = Job { bytes: 10 << 20, ..job(1, 1) };
    queue.want(vec![large]);
    assert_eq!(queue.orders(), [Order::Send(0, large), Order::Watch(0, WATCH_MS + 20_000)]);
}

#[test]
fn what_is_looked_at_comes_first_and_then_the_rest() {
    let mut queue = queue(2);
    queue.want(vec![job(3, 1), job(1, 1), job(2, 1)]);
    assert_eq!(sent(&mut queue), [(0, job(3, 1)), (1, job(1, 1))]);
    assert!(ended(&mut queue, 1, job(1, 1)));
    assert_eq!(sent(&mut queue), [(1, job(2, 1))]);
}

#[test]
fn a_newer_request_is_sent_after_the_old_one_whose_answer_nobody_gets() {
    let mut queue = queue(1);
    queue.want(vec![job(1, 1)]);
    queue.orders();
    queue.want(vec![job(1, 2)]);
    assert_eq!(queue.orders(), [Order::Hurry(0)]);
    assert!(!queue.progress(0, job(1, 1).document, 1));
    assert!(!ended(&mut queue, 0, job(1, 1)));
    assert_eq!(sent(&mut queue), [(0, job(1, 2))]);
    // The patience ends when there is nothing to be impatient about.
    queue.patience_ended(0);
    assert!(queue.orders().is_empty());
}

#[test]
fn a_worker_that_is_long_at_the_wrong_thing_is_replaced() {
    let mut queue = queue(1);
    queue.want(vec![job(1, 1)]);
    queue.want(vec![job(1, 2)]);
    queue.orders();
    queue.patience_ended(0);
    assert_eq!(queue.orders(), [Order::Stop(0), Order::Start(0), Order::Watch(0, START_MS)]);
    queue.ready(0);
    assert_eq!(sent(&mut queue), [(0, job(1, 2))]);
}

#[test]
fn what_is_looked_at_takes_the_place_of_the_least_urgent_which_is_done_later() {
    let mut queue = queue(2);
    queue.want(vec![job(1, 1), job(2, 1)]);
    queue.orders();
    queue.want(vec![job(3, 1), job(1, 1), job(2, 1)]);
    assert_eq!(queue.orders(), [Order::Hurry(1)]);
    queue.patience_ended(1);
    queue.ready(1);
    assert_eq!(sent(&mut queue), [(1, job(3, 1))]);
    assert!(ended(&mut queue, 0, job(1, 1)));
    assert_eq!(sent(&mut queue), [(0, job(2, 1))]);
    // What is not looked at waits for its turn.
    queue.want(vec![job(3, 1), job(2, 1), job(4, 1)]);
    assert!(queue.orders().is_empty());
}

#[test]
fn what_nobody_wants_is_ended_at_once() {
    let mut queue = queue(1);
    queue.want(vec![job(1, 1)]);
    queue.orders();
    queue.want(Vec::new());
    assert_eq!(queue.orders(), [Order::Stop(0), Order::Start(0), Order::Watch(0, START_MS)]);
    // An idle worker is left alone.
    queue.ready(0);
    queue.orders();
    queue.want(Vec::new());
    assert!(queue.orders().is_empty());
}

#[test]
fn a_crash_and_a_watch_cost_their_own_job_alone() {
    let mut queue = queue(1);
    queue.want(vec![job(1, 1), job(2, 1), job(3, 1)]);
    queue.orders();
    queue.crashed(0, "out of memory".to_owned());
    let failed = Order::Fail(job(1, 1), Failure::Crash("out of memory".to_owned()));
    assert_eq!(queue.orders()[..3], [failed, Order::Stop(0), Order::Start(0)]);
    queue.ready(0);
    assert_eq!(sent(&mut queue), [(0, job(2, 1))]);
    queue.expired(0);
    assert_eq!(queue.orders()[0], Order::Fail(job(2, 1), Failure::TooLong));
    queue.ready(0);
    assert_eq!(sent(&mut queue), [(0, job(3, 1))]);
    // One that crashes with nothing to do is replaced without a word.
    assert!(ended(&mut queue, 0, job(3, 1)));
    queue.orders();
    queue.crashed(0, "late".to_owned());
    assert_eq!(queue.orders()[..2], [Order::Stop(0), Order::Start(0)]);
}

#[test]
fn a_worker_that_cannot_be_loaded_is_tried_again_with_the_next_job() {
    let mut queue = Queue::new(1);
    queue.allow();
    queue.want(vec![job(1, 1)]);
    queue.orders();
    queue.crashed(0, "404".to_owned());
    let failed = Order::Fail(job(1, 1), Failure::Start("404".to_owned()));
    assert_eq!(queue.orders(), [Order::Stop(0), Order::Unwatch(0), failed]);
    queue.want(vec![job(1, 2)]);
    assert_eq!(queue.orders()[0], Order::Start(0));
    queue.other_build(0, 9);
    assert_eq!(queue.orders().last(), Some(&Order::Fail(job(1, 2), Failure::OtherBuild(9))));
}

#[test]
fn a_text_waits_for_its_lists_under_a_watch_of_its_own() {
    let mut queue = queue(1);
    queue.want(vec![job(1, 1)]);
    queue.orders();
    assert!(queue.fetching(0, job(1, 1).document, 1));
    assert_eq!(queue.orders(), [Order::Watch(0, super::FETCH_MS)]);
    assert!(queue.progress(0, job(1, 1).document, 1));
    assert_eq!(queue.orders(), [Order::Watch(0, WATCH_MS)]);
    assert!(queue.progress(0, job(1, 1).document, 1));
    assert!(queue.orders().is_empty());
    // Another text that is looked at does not wait for them.
    assert!(queue.fetching(0, job(1, 1).document, 1));
    queue.want(vec![job(2, 1), job(1, 1)]);
    assert_eq!(queue.orders().last(), Some(&Order::Hurry(0)));
    queue.patience_ended(0);
    queue.ready(0);
    assert_eq!(sent(&mut queue), [(0, job(2, 1))]);
}
