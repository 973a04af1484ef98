package dev.countersign.service.holder;

import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.wallet.EnrolmentRequest;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.SortableIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/**
 * Makes a wallet the customer's: whoever holds the one-time code and the key that signed the request.
 *
 * <p>Code, wallet and subscription change together: if anything is refused the code is still good, except that wrong
 * secrets are counted.
 */
@ApplicationScoped
public class EnrolWallet {
    private final EnrolmentCodes codes;
    private final Wallets wallets;
    private final ChangePushSubscription push;
    private final ChangeMessageKey messageKey;
    private final SortableIds ids;
    private final Clock clock;

    EnrolWallet(
            EnrolmentCodes codes,
            Wallets wallets,
            ChangePushSubscription push,
            ChangeMessageKey messageKey,
            SortableIds ids,
            Clock clock) {
        this.codes = codes;
        this.wallets = wallets;
        this.push = push;
        this.messageKey = messageKey;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Enrols a wallet.
     *
     * @param request as the wallet sent it
     * @param holderKey the key whose proof over this very request was verified
     * @throws Problem {@code forbidden} for a code that is not good, {@code state-conflict} for a key that is enrolled
     */
    @Transactional
    public Wallet enrol(EnrolmentRequest request, PublicJwk holderKey) {
        CustomerId customer = take(EnrolmentCode.parse(request.enrolmentCode()));
        Wallet wallet = new Wallet(
                new WalletId(ids.make("wal")),
                customer,
                request.platform(),
                holderKey,
                WalletState.ACTIVE,
                clock.instant());
        if (!wallets.add(wallet, request.displayName().map(DisplayName::parse))) {
            throw new Problem(ProblemType.STATE_CONFLICT, "This holder key is enrolled already.")
                    .because("holder-key-enrolled");
        }
        request.push().ifPresent(sent -> push.setWithinEnrolment(wallet, sent));
        request.messageKey().ifPresent(key -> messageKey.set(wallet, key));
        return wallet;
    }

    private CustomerId take(EnrolmentCode code) {
        EnrolmentCodes.Use use = codes.take(code, clock.instant());
        if (use instanceof EnrolmentCodes.Use.Taken taken) {
            return taken.customer();
        }
        if (use instanceof EnrolmentCodes.Use.Wrong) {
            codes.countWrong(code.id());
            throw refused("The enrolment code is wrong.", "enrolment-code-wrong");
        }
        // Only whoever knows the secret learns that it was good once.
        throw use instanceof EnrolmentCodes.Use.Expired
                ? refused("The enrolment code has expired.", "enrolment-code-expired")
                : refused("The enrolment code was used already.", "enrolment-code-used");
    }

    private static Problem refused(String detail, String reason) {
        return new Problem(ProblemType.FORBIDDEN, detail).because(reason);
    }
}
