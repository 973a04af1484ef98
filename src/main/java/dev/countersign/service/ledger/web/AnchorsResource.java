package dev.countersign.service.ledger.web;

import dev.countersign.protocol.log.Checkpoint;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.service.ledger.AnchorCheckpoint;
import dev.countersign.service.ledger.Anchors;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** Which checkpoints a public chain has seen, for everybody; each can be checked without us. */
@Path("/log/anchors")
@PermitAll
@Blocking
@Tag(name = "Log")
public class AnchorsResource {
    private final Anchors anchors;

    AnchorsResource(Anchors anchors) {
        this.anchors = anchors;
    }

    /** One of them. */
    @Schema(name = "LogAnchor", description = "A checkpoint of the log whose hash is in a public chain")
    record AnchorView(
            @Schema(required = true, minimum = "1") long size,

            @Schema(required = true, description = "Root of the tree, base64")
            String root,

            @Schema(required = true, description = "The checkpoint, a C2SP signed note")
            String checkpoint,

            @Schema(required = true, description = "SHA-256 of the note's text, hexadecimal: the transaction's memo")
            String hash,

            @Schema(required = true, description = "The chain; for Stellar, the network's passphrase")
            String network,

            @Schema(required = true, description = "The transaction's name in the chain")
            String transaction,

            @Schema(required = true, description = "The block that has it")
            long ledger,

            @Schema(required = true, format = "date-time", description = "When that was closed")
            Instant anchoredAt) {

        static AnchorView of(Anchors.Made made) {
            Anchors.Mark mark = made.mark();
            SignedNote note = SignedNote.parse(mark.note());
            return new AnchorView(
                    mark.size(),
                    Checkpoint.parse(note.text()).tree().root().toString(),
                    new String(mark.note(), StandardCharsets.UTF_8),
                    HexFormat.of().formatHex(AnchorCheckpoint.hash(note)),
                    mark.transaction().network(),
                    mark.transaction().name(),
                    made.taken().ledger(),
                    made.taken().at());
        }
    }

    /** Returns them, the newest first. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = "Cache-Control", value = "no-cache")
    @ResponseHeader(name = "Access-Control-Allow-Origin", value = "*")
    @Operation(operationId = "listLogAnchors", summary = "Checkpoints whose hash is in a public chain, newest first")
    public Page<AnchorView> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        return anchors.list(PageRequest.parse(limit, cursor)).map(AnchorView::of);
    }
}
