package dev.countersign.service.consent.web;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.service.consent.ConsentChallenge;
import dev.countersign.service.consent.SendTextMessage;
import dev.countersign.service.holder.PhoneNumber;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.Refuses;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

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

    /** Where it goes. */
    @Schema(name = "TextMessageRecipient", description = "Where a text message goes")
    record Recipient(
            @Schema(description = "E.164, registered for the customer; the number of the interaction when absent")
            @Nullable
            String phone) {
        static Optional<PhoneNumber> number(byte[] body) {
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

    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({"agent", "supervisor", "scope:challenges"})
    @Refuses({
        ProblemType.STATE_CONFLICT,
        ProblemType.INVALID_VALUE,
        ProblemType.TOO_MANY_REQUESTS,
        ProblemType.DEPENDENCY_UNAVAILABLE
    })
    @APIResponseSchema(value = ChallengeView.class, responseCode = "200")
    @Operation(
            operationId = "sendTextMessage",
            summary = "Send the address of the request's page by text message",
            description =
                    "Only where a gateway is configured. Without a body it goes to the number by which the interaction was"
                            + " opened; with {\"phone\"} (E.164) to that one, which must be registered for the customer.")
    public Response send(
            @PathParam("id") String id,
            @RequestBody(
                            required = false,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = Recipient.class)))
                    byte[] body) {
        ConsentChallenge challenge = sendTextMessage.send(ChallengeResource.id(id), Recipient.number(body));
        return Response.ok(views.of(challenge))
                .header("Cache-Control", "no-store")
                .build();
    }
}
