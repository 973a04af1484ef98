package dev.countersign.service.message.web;

import dev.countersign.service.access.Roles;
import dev.countersign.service.message.FindMessage;
import dev.countersign.service.message.MessageId;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/messages/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Messages")
@Blocking
class MessageResource {
    private final FindMessage findMessage;

    MessageResource(FindMessage findMessage) {
        this.findMessage = findMessage;
    }

    @GET
    @RolesAllowed({Roles.AGENT, Roles.SUPERVISOR, Roles.AUDITOR, Roles.SCOPE_INTERACTIONS, Roles.SCOPE_LEDGER})
    @Operation(
            operationId = "getMessage",
            summary = "How far a message came, and the proof that it was sent",
            description =
                    "An agent sees the messages that they sent. What a message says is not here: only the customer"
                            + " can read it.")
    @APIResponseSchema(value = MessageView.class, responseCode = "200")
    public Response message(@PathParam("id") String id) {
        return Response.ok(MessageView.of(findMessage.find(id(id))))
                .header("Cache-Control", "no-store")
                .build();
    }

    static MessageId id(String value) {
        try {
            return new MessageId(value);
        } catch (IllegalArgumentException e) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such message.");
        }
    }
}
