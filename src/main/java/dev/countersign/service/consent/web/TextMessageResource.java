package dev.countersign.service.consent.web;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/challenges/{id}/text_message")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Challenges")
@Blocking
class TextMessageResource {
    private final SendTextMessage sendTextMessage;
    private final ChallengeViews views;

    TextMessageResource(SendTextMessage sendTextMessage, ChallengeViews views) {
        this.sendTextMessage = sendTextMessage;
        this.views = views;
    }

    /**
     * Where to.
     *
     * @param phone in E.164 form; must be one of the customer's registered numbers
     */
    record To(@Nullable String phone) {
        @Override
        public String toString() {
            return "To[]";
        }
    }

    @POST
    @RolesAllowed({"agent", "supervisor", "scope:challenges"})
    @Operation(
            summary = "Send the address of the request's page by text message",
            description = "Only where a gateway is configured, and only to a registered number of the customer.")
    public Response send(@PathParam("id") String id, To body) {
        ConsentChallenge challenge = sendTextMessage.send(ChallengeResource.id(id), phone(body.phone()));
        return Response.ok(views.of(challenge))
                .header("Cache-Control", "no-store")
                .build();
    }

    private static PhoneNumber phone(@Nullable String text) {
        try {
            return PhoneNumber.parse(String.valueOf(text));
        } catch (MalformedInputException e) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "A member is not what it should be.")
                    .at("/phone", "expected: + and 7 to 15 digits");
        }
    }
}
