package dev.countersign.samples.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeAddressTest {
    private SmallProvider provider;
    private final Line line = new Line();

    /** The line on which nobody waits in fact. */
    private static final class Line implements Conversation {
        private final List<String> said = new ArrayList<>();
        private final List<Duration> pauses = new ArrayList<>();

        @Override
        public void say(String sentence) {
            said.add(sentence);
        }

        @Override
        public void pause(Duration time) {
            pauses.add(time);
        }
    }

    @BeforeEach
    void a_provider() throws Exception {
        provider = new SmallProvider();
    }

    @AfterEach
    void no_provider() {
        provider.close();
    }

    private boolean runs() throws Exception {
        return new ChangeAddress(AskConsent.at(provider.uri(), new Credentials("bot", "secret"), line), line)
                .run("C-104711");
    }

    @Test
    void the_bot_acts_when_the_customer_has_consented() throws Exception {
        provider.polls("authorization_pending", "tokens");

        assertThat(runs()).isTrue();
        assertThat(line.said).last().isEqualTo("Thank you, Alice. Your address is changed.");
        assertThat(provider.asked()).contains("login_hint=C-104711").contains("binding_message=");
    }

    @Test
    void the_bot_says_the_sentence_and_the_code_that_the_phone_shows() throws Exception {
        provider.polls("tokens");
        runs();

        assertThat(line.said.get(0)).contains("changes your delivery address");
        assertThat(line.said.get(1)).contains("4711");
    }

    @Test
    void the_bot_does_not_act_after_a_no() throws Exception {
        provider.polls("access_denied");

        assertThat(runs()).isFalse();
        assertThat(line.said).last().isEqualTo("As you wish: nothing was changed.");
    }

    @Test
    void the_bot_polls_slower_when_it_is_told_to_and_stays_slow() throws Exception {
        provider.polls("slow_down", "authorization_pending", "tokens");
        runs();

        assertThat(line.pauses).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    @Test
    void the_bot_gives_up_when_nobody_answers() throws Exception {
        assertThat(runs()).isFalse();
        assertThat(line.said).last().asString().startsWith("There was no answer");
    }

    @Test
    void the_bot_does_not_tell_a_stranger_who_is_a_customer() throws Exception {
        provider.refuses("unknown_user_id");

        assertThat(runs()).isFalse();
        assertThat(line.said).containsExactly("I cannot do this here. A colleague will call you back.");
    }

    @Test
    void an_id_token_made_for_somebody_else_is_not_believed() throws Exception {
        provider.mistakesTheAudience();
        provider.polls("tokens");

        assertThatThrownBy(this::runs).isInstanceOf(IOException.class).hasMessageContaining("not good");
        assertThat(line.said).noneMatch(sentence -> sentence.startsWith("Thank you"));
    }
}
