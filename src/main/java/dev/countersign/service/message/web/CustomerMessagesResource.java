package dev.countersign.service.message.web;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.message.MessageText;
import dev.countersign.service.access.Roles;
import dev.countersign.service.holder.Customer;
import dev.countersign.service.holder.CustomerNumber;
import dev.countersign.service.holder.Customers;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.message.NewMessage;
import dev.countersign.service.message.SendMessage;
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
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/customers/{customer_number}/messages")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Messages")
@Blocking
class CustomerMessagesResource {
    private final Customers customers;
    private final SendMessage sendMessage;

    CustomerMessagesResource(Customers customers, SendMessage sendMessage) {
        this.customers = customers;
        this.sendMessage = sendMessage;
    }

    /** What is to be sent. */
    @Schema(name = "NewMessage", description = "What is to be sent. It is encrypted at once, and not kept otherwise")
    record Writing(
            @Schema(description = "One line of plain text", minLength = 1, maxLength = MessageText.MAX_SUBJECT)
            String subject,

            @Schema(description = "Plain text; lines end with U+000A", minLength = 1, maxLength = MessageText.MAX_TEXT)
            String text,

            @Schema(description = "Language of both, a BCP 47 tag; the customer's when absent") @Nullable
            String locale,

            @Schema(description = "int_..., of which it is a part; agents have to name one of theirs") @Nullable
            String interaction) {
        /** Does not tell what it says. */
        @Override
        public String toString() {
            return "Writing";
        }
    }

    @POST
    @RolesAllowed({Roles.AGENT, Roles.SUPERVISOR, Roles.SCOPE_INTERACTIONS})
    @Refuses({ProblemType.STATE_CONFLICT, ProblemType.INVALID_VALUE})
    @Operation(
            operationId = "sendMessage",
            summary = "Send a message that only the customer can read",
            description = "Signed, then encrypted to every active wallet of the customer that can read messages."
                    + " Nobody can read it here afterwards. 409 when no wallet can read it.")
    @APIResponseSchema(value = MessageView.Sent.class, responseCode = "201")
    public Response send(@PathParam("customer_number") String number, Writing body) {
        Customer customer = customers
                .find(CustomerNumber.parse(number))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no customer with this number."));
        MessageText words = new MessageText(
                required("/subject", body.subject(), MessageText::checkSubject),
                required("/text", body.text(), MessageText::checkText),
                required(
                        "/locale",
                        Optional.ofNullable(body.locale())
                                .orElseGet(() -> customer.locale().toLanguageTag()),
                        MessageText::checkLanguage));
        SendMessage.Sent sent = sendMessage.send(
                customer,
                new NewMessage(
                        words, Optional.ofNullable(body.interaction()).map(CustomerMessagesResource::interaction)));
        return Response.created(URI.create("/api/v1/messages/" + sent.message().id()))
                .entity(MessageView.Sent.of(sent))
                .header("Cache-Control", "no-store")
                .build();
    }

    private static InteractionId interaction(String value) {
        try {
            return new InteractionId(value);
        } catch (IllegalArgumentException e) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "A member of the body has the wrong form.")
                    .at("/interaction", "expected: int_...");
        }
    }

    private static String required(String pointer, @Nullable String value, Function<String, String> check) {
        if (value == null) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "A member of the body is missing.").at(pointer, "missing");
        }
        try {
            return check.apply(value);
        } catch (MalformedInputException e) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "A member of the body has the wrong form.")
                    .at(pointer, e.getMessage());
        }
    }
}
