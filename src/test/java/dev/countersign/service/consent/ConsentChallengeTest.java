package dev.countersign.service.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.service.consent.ConsentChallenge.AwaitingReadBack;
import dev.countersign.service.consent.ConsentChallenge.Ended;
import dev.countersign.service.consent.ConsentChallenge.HeldAnswer;
import dev.countersign.service.consent.ConsentChallenge.Progress;
import dev.countersign.service.consent.ConsentChallenge.Waiting;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.presentation.TransactionId;
import dev.countersign.service.presentation.WalletProfile;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsentChallengeTest {
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
    private static final Waiting ASKED = new Waiting(
            new Ask(
                    new ChallengeId("chl_1"),
                    new InteractionId("int_1"),
                    new CustomerId("cus_1"),
                    new PurposeName("verify_caller"),
                    1,
                    new Binding(CallBinding.NUMBER_ENTRY, Optional.of("47")),
                    WalletProfile.OWN,
                    "staff:maria",
                    "Maria",
                    new TransactionId("tx"),
                    URI.create("openid4vp://?x"),
                    new PageToken("A".repeat(22)),
                    Optional.empty(),
                    NOW,
                    NOW.plusSeconds(120)),
            Progress.REQUESTED,
            0);

    @Test
    void progress_goes_forward_and_never_back() {
        Waiting opened = ASKED.reached(Progress.OPENED);

        assertThat(opened.state()).isEqualTo("opened");
        assertThat(opened.reached(Progress.DELIVERED)).isEqualTo(opened);
    }

    @Test
    void the_third_wrong_number_is_the_end() {
        ConsentChallenge second = ((Waiting) ASKED.wrongNumber(NOW)).wrongNumber(NOW);
        assertThat(second).isInstanceOf(Waiting.class);

        ConsentChallenge third = ((Waiting) second).wrongNumber(NOW);
        assertThat(third).isEqualTo(new Ended(ASKED.ask(), new Outcome.Rejected("wrong-number"), NOW, 3));
    }

    @Test
    void the_third_wrong_code_is_the_end_and_the_held_answer_is_gone() {
        HeldAnswer answer =
                new HeldAnswer(List.of(), "thumbprint", new ResponseCodeHash(Base64Url.encode(new byte[32])));
        ConsentChallenge challenge = ASKED.held(answer);
        for (int attempt = 0; attempt < ConsentChallenge.MAX_ATTEMPTS; attempt++) {
            challenge = ((AwaitingReadBack) challenge).wrongCode(NOW);
        }

        assertThat(challenge).isEqualTo(new Ended(ASKED.ask(), new Outcome.Rejected("wrong-code"), NOW, 3));
    }

    @Test
    void nothing_printed_tells_the_code() {
        assertThat(ASKED.toString()).doesNotContain("47");
    }
}
