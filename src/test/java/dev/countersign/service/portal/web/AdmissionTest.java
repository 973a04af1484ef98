package dev.countersign.service.portal.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.service.MovingClock;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.trust.CallerAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A flood of sign-ins. */
class AdmissionTest {
    private static CallerAddress address(String digits) throws UnknownHostException {
        return new CallerAddress(InetAddress.getByName(digits));
    }

    @Test
    void who_begins_too_many_sign_ins_waits_and_keeps_nobody_else_waiting() throws Exception {
        MovingClock clock = new MovingClock();
        SignInResource.Admission admission = new SignInResource.Admission(2, clock);
        CallerAddress flood = address("192.0.2.1");
        admission.admit(flood);
        admission.admit(flood);

        assertThatThrownBy(() -> admission.admit(flood)).isInstanceOf(Problem.class);
        assertThatCode(() -> admission.admit(address("192.0.2.2"))).doesNotThrowAnyException();
        clock.passes(Duration.ofMinutes(1));
        assertThatCode(() -> admission.admit(flood)).doesNotThrowAnyException();
    }
}
