package dev.countersign.wallet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.log.SignedNote;
import java.time.Instant;

/**
 * That the log of an organisation is not what it was, with what shows it.
 *
 * @param noticedAt when this wallet saw it first
 * @param known what the wallet knew: the note of a checkpoint, or the log's key
 * @param shown what the log showed instead: the note of a checkpoint, or another key; both notes together prove a fork to anybody
 */
public record LogAlarm(Kind kind, Instant noticedAt, String known, String shown) {
    private static final int MAX_LENGTH = SignedNote.MAX_BYTES;

    /** What is wrong; the first is the worst. */
    public enum Kind {
        /** The log signed two histories. */
        FORKED,
        /** Another key signs for the log than at the first time. */
        KEY_CHANGED,
        /** The log shows fewer entries than it had. It may be a copy that lags behind: over when the log is back. */
        SHRANK,
        /** For a day the log answered, and did not show that it grew out of what it was. Over when it does. */
        WITHHELD;

        boolean isOverWhenTheLogIsBack() {
            return this == SHRANK || this == WITHHELD;
        }
    }

    ObjectNode toJson() {
        return Json.object()
                .put("kind", kind.name())
                .put("noticed_at", JsonMembers.print(noticedAt))
                .put("known", known)
                .put("shown", shown);
    }

    static LogAlarm parse(JsonMembers json) {
        return new LogAlarm(
                Kind.valueOf(json.text("kind")),
                json.time("noticed_at"),
                json.text("known", MAX_LENGTH),
                json.text("shown", MAX_LENGTH));
    }
}
