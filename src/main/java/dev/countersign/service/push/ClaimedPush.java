package dev.countersign.service.push;

/**
 * A message that this node may try to deliver until its lease ends.
 *
 * @param lease names the claim; whoever claims the message later has another one
 * @param attempts how often it has been claimed, this time included; at least 1
 */
public record ClaimedPush(QueuedPush message, String lease, int attempts) {
    @Override
    public String toString() {
        return "ClaimedPush[" + message + ", attempt " + attempts + "]";
    }
}
