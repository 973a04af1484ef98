package dev.countersign.service.consent.web;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.service.consent.ConsentChallenge;
import dev.countersign.service.consent.SendTextMessage;
import dev.countersign.service.holder.PhoneNumber;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/challenges/{id}/text_message")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Challenges")
@Blocking
class TextMessageResource {
    private final SendTextMessage sendTextMessage;
    private final ChallengeViews views;

    TextMessageResource(SendTextMessage sendTextMessage, ChallengeViews views) {
        this.sendTextMessage = sendTextMessage;
        this.views = views;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({"agent", "supervisor", "scope:challenges"})
    @Operation(
            summary = "Send the address of the request's page by text message",
            description =
                    "Only where a gateway is configured. Without a body it goes to the number by which the interaction was"
                            + " opened; with {\"phone\"} (E.164) to that one, which must be registered for the customer.")
    public Response send(@PathParam("id") String id, byte[] body) {
        ConsentChallenge challenge = sendTextMessage.send(ChallengeResource.id(id), phone(body));
        return Response.ok(views.of(challenge))
                .header("Cache-Control", "no-store")
                .build();
    }

    private static Optional<PhoneNumber> phone(byte[] body) {
        if (body.length == 0) {
            return Optional.empty();
        }
        JsonMembers members = JsonMembers.of(Json.parseObject(body), "Countersign: text message")
                .only("phone");
        try {
            return members.optionalText("phone").map(PhoneNumber::parse);
        } catch (MalformedInputException e) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "A member is not what it should be.")
                    .at("/phone", "expected: + and 7 to 15 digits");
        }
    }
}
