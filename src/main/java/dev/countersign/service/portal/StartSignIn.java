package dev.countersign.service.portal;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.protocol.consent.Channel;
import dev.countersign.protocol.consent.ConsentContext;
import dev.countersign.protocol.consent.ConsentContext.Agent;
import dev.countersign.protocol.consent.ConsentContext.Text;
import dev.countersign.protocol.consent.Direction;
import dev.countersign.protocol.dcql.DcqlQuery;
import dev.countersign.service.issuance.CredentialTypes;
import dev.countersign.service.platform.Organisation;
import dev.countersign.service.platform.Random;
import dev.countersign.service.platform.SortableIds;
import dev.countersign.service.presentation.PresentationRequest;
import dev.countersign.service.presentation.StartPresentation;
import dev.countersign.service.presentation.StartedPresentation;
import dev.countersign.service.presentation.WalletProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Begins a sign-in: a request to present any credential that we issued, with none of its claims. The wallet shows that somebody
 * signs in to our page, and asks for the number that stands there, so that a picture of the code that was sent on is of no use alone.
 *
 * <p>Gap: who is talked into typing a number that somebody tells them signs that somebody in. The wallet says so beforehand.
 */
@ApplicationScoped
public class StartSignIn {
    /** From the first look at the page to the answer. */
    static final Duration LIFE = Duration.ofMinutes(3);

    private static final Map<String, Text> TEXTS = Map.of(
            "en",
            new Text(
                    "To see your own data",
                    "Only go on if you opened this page yourself. Nobody from the bank asks you for this."),
            "es",
            new Text(
                    "Para ver sus propios datos",
                    "Continúe solo si ha abierto usted esta página. Nadie del banco se lo pide."),
            "ja",
            new Text("ご自身の情報をご覧になるため", "ご自身でこのページを開いた場合だけお進みください。当行の者がお願いすることはありません。"));

    private final StartPresentation startPresentation;
    private final SignIns signIns;
    private final Asking asking;
    private final Random random;
    private final SortableIds ids;
    private final Clock clock;

    StartSignIn(
            StartPresentation startPresentation,
            SignIns signIns,
            Asking asking,
            Random random,
            SortableIds ids,
            Clock clock) {
        this.startPresentation = startPresentation;
        this.signIns = signIns;
        this.asking = asking;
        this.random = random;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A sign-in that waits.
     *
     * @param browser for the browser that began it, and nobody else
     */
    public record Started(String browser, SignIn signIn) {
        @Override
        public String toString() {
            return "Started[" + signIn.id() + "]";
        }
    }

    /** Begins one; nothing is known about who is there. */
    @Transactional
    public Started start() {
        Instant now = clock.instant();
        Instant expiresAt = now.plus(LIFE);
        SignInId id = new SignInId(ids.make("sgn"));
        StartedPresentation started = startPresentation.start(new PresentationRequest(
                AnswerSignIn.RECIPIENT,
                id.value(),
                asking.query(),
                WalletProfile.OWN,
                expiresAt,
                Optional.of(asking.context(id, now, expiresAt).toJson()),
                List.of()));
        SignIn signIn = new SignIn(
                id,
                // 10..99, as agents say them: no leading zero.
                Integer.toString(10 + random.below(90)),
                started.walletUri(),
                SignIn.State.WAITING,
                0,
                Optional.empty(),
                expiresAt);
        String browser = random.token();
        signIns.add(signIn, browser);
        return new Started(browser, signIn);
    }

    /** What is asked, and what the wallet says about it. */
    @ApplicationScoped
    static class Asking {
        private final CredentialTypes types;
        private final Organisation organisation;

        Asking(CredentialTypes types, Organisation organisation) {
            this.types = types;
            this.organisation = organisation;
        }

        DcqlQuery query() {
            var query = Json.object();
            var credential = query.putArray("credentials")
                    .addObject()
                    .put("id", "customer")
                    .put("format", "dc+sd-jwt");
            var names = credential.putObject("meta").putArray("vct_values");
            types.all().forEach(type -> names.add(type.vct()));
            return DcqlQuery.parse(query);
        }

        ConsentContext context(SignInId id, Instant askedAt, Instant expiresAt) {
            return new ConsentContext(
                    id.value(),
                    new ConsentContext.Organisation(organisation.name(), organisation.logo()),
                    new Agent(organisation.name(), Optional.empty()),
                    Channel.WEBSITE,
                    Direction.INBOUND,
                    new ConsentContext.Purpose("portal_sign_in", 1, TEXTS),
                    CallBinding.NUMBER_ENTRY,
                    Optional.empty(),
                    Optional.empty(),
                    askedAt,
                    expiresAt,
                    List.of());
        }
    }
}
