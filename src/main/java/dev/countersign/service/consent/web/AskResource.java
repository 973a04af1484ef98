package dev.countersign.service.consent.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.consent.BindingMessage;
import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.service.consent.ChallengeHolder;
import dev.countersign.service.consent.ConsentChallenge;
import dev.countersign.service.consent.FindChallenge;
import dev.countersign.service.consent.NewChallenge;
import dev.countersign.service.consent.PurposeName;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.Refuses;
import dev.countersign.service.presentation.WalletProfile;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/interactions/{id}/challenges")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Challenges")
@Blocking
class AskResource {
    private final ChallengeHolder challengeHolder;
    private final FindChallenge findChallenge;
    private final ChallengeViews views;

    AskResource(ChallengeHolder challengeHolder, FindChallenge findChallenge, ChallengeViews views) {
        this.challengeHolder = challengeHolder;
        this.findChallenge = findChallenge;
        this.views = views;
    }

    /**
     * What is asked.
     *
     * @param purpose name of a purpose
     * @param callBinding {@code number_entry}, {@code read_back}, {@code display} or {@code none}
     * @param walletProfile {@code own} (default), {@code plain} or {@code haip}
     * @param expiresIn ISO 8601 duration; never longer than the purpose allows
     * @param bindingMessage 1..250 characters in one line that agent and customer both see
     */
    @Schema(name = "NewChallenge", description = "What is asked, and how the answer is tied to the conversation")
    record Asking(
            @Schema(description = "Name of a purpose") String purpose,

            @Schema(
                    description = "The purpose's when absent",
                    enumeration = {"number_entry", "read_back", "display", "none"})
            @Nullable
            String callBinding,

            @Schema(
                    description = "own when absent",
                    enumeration = {"own", "plain", "haip"})
            @Nullable
            String walletProfile,

            @Schema(description = "Never longer than the purpose allows, which is the default", format = "duration")
            @Nullable
            String expiresIn,

            @Schema(description = "1 to 250 characters in one line that agent and customer both see") @Nullable
            String bindingMessage) {}

    /** Everything that was asked in one interaction. */
    @Schema(name = "AskedChallenges", description = "Everything that was asked in one interaction, oldest first")
    record AskedList(List<AskedView> items) {}

    /** One challenge without the ways to answer it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AskedChallenge", description = "A challenge without the ways to answer it")
    record AskedView(
            @Schema(description = "chl_...") String id,

            @Schema(
                    enumeration = {
                        "requested",
                        "delivered",
                        "opened",
                        "awaiting_read_back",
                        "verified",
                        "declined",
                        "reported",
                        "rejected",
                        "undecided",
                        "expired",
                        "cancelled"
                    })
            String state,

            ChallengeView.PurposeRef purpose,

            @Schema(enumeration = {"number_entry", "read_back", "display", "none"})
            String callBinding,

            Instant askedAt,
            @Nullable Instant endedAt,

            @Schema(description = "Only of one that has ended")
            ChallengeView.@Nullable Verdict verdict) {
        static AskedView of(ConsentChallenge challenge) {
            ConsentChallenge.Ended ended = challenge instanceof ConsentChallenge.Ended end ? end : null;
            return new AskedView(
                    challenge.ask().id().value(),
                    challenge.state(),
                    new ChallengeView.PurposeRef(
                            challenge.ask().purpose().value(), challenge.ask().purposeVersion()),
                    challenge.ask().binding().kind().wireName(),
                    challenge.ask().askedAt(),
                    ended == null ? null : ended.at(),
                    ended == null ? null : ChallengeView.Verdict.of(ended.outcome()));
        }
    }

    @GET
    @RolesAllowed({"agent", "supervisor", "scope:challenges"})
    @Operation(operationId = "listChallenges", summary = "What was asked in an interaction, oldest first")
    public AskedList list(@PathParam("id") String interaction) {
        return new AskedList(findChallenge.of(interaction(interaction)).stream()
                .map(AskedView::of)
                .toList());
    }

    @POST
    @RolesAllowed({"agent", "supervisor", "scope:challenges"})
    @Refuses({
        ProblemType.STATE_CONFLICT,
        ProblemType.INVALID_VALUE,
        ProblemType.NOT_REACHABLE_BY_WALLET,
        ProblemType.TOO_MANY_REQUESTS
    })
    @Operation(operationId = "ask", summary = "Ask the customer for what a purpose allows")
    @APIResponseSchema(value = ChallengeView.class, responseCode = "201")
    public Response ask(@PathParam("id") String interaction, Asking body) {
        ConsentChallenge made = challengeHolder.challenge(
                interaction(interaction),
                new NewChallenge(
                        purpose(body.purpose()),
                        Optional.ofNullable(body.callBinding()).map(AskResource::binding),
                        profile(body.walletProfile()),
                        Optional.ofNullable(body.expiresIn()).map(AskResource::duration),
                        Optional.ofNullable(body.bindingMessage()).map(AskResource::message)));
        return Response.created(URI.create("/api/v1/challenges/" + made.ask().id()))
                .entity(views.of(made))
                .header("Cache-Control", "no-store")
                .build();
    }

    static InteractionId interaction(String value) {
        try {
            return new InteractionId(value);
        } catch (IllegalArgumentException e) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such interaction.");
        }
    }

    private static PurposeName purpose(@Nullable String name) {
        try {
            return new PurposeName(String.valueOf(name));
        } catch (IllegalArgumentException e) {
            throw malformed("/purpose", String.valueOf(e.getMessage()));
        }
    }

    private static CallBinding binding(String name) {
        try {
            return CallBinding.parse(name);
        } catch (MalformedInputException e) {
            throw malformed("/call_binding", "expected: number_entry, read_back, display or none");
        }
    }

    private static WalletProfile profile(@Nullable String name) {
        return Arrays.stream(WalletProfile.values())
                .filter(profile -> profile.name().toLowerCase(Locale.ROOT).equals(name == null ? "own" : name))
                .findFirst()
                .orElseThrow(() -> malformed("/wallet_profile", "expected: own, plain or haip"));
    }

    private static BindingMessage message(String text) {
        try {
            return new BindingMessage(text);
        } catch (MalformedInputException e) {
            throw malformed("/binding_message", String.valueOf(e.getMessage()));
        }
    }

    private static Duration duration(String text) {
        try {
            Duration duration = Duration.parse(text);
            if (duration.isNegative() || duration.isZero()) {
                throw malformed("/expires_in", "expected: a positive duration");
            }
            return duration;
        } catch (DateTimeException e) {
            throw malformed("/expires_in", "expected: ISO 8601 duration, as in PT90S");
        }
    }

    private static Problem malformed(String pointer, String expected) {
        return new Problem(ProblemType.MALFORMED_REQUEST, "A member is not what it should be.").at(pointer, expected);
    }
}
