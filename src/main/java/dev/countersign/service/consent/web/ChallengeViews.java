package dev.countersign.service.consent.web;

import dev.countersign.service.consent.ConsentChallenge;
import dev.countersign.service.consent.FindChallenge;
import dev.countersign.service.consent.OfferTextMessage;
import dev.countersign.service.consent.RequestPages;
import dev.countersign.service.platform.QrCode;
import jakarta.enterprise.context.ApplicationScoped;

/** Shows challenges with everything that the desk needs besides. */
@ApplicationScoped
class ChallengeViews {
    private final FindChallenge findChallenge;
    private final RequestPages pages;
    private final OfferTextMessage offerTextMessage;

    ChallengeViews(FindChallenge findChallenge, RequestPages pages, OfferTextMessage offerTextMessage) {
        this.findChallenge = findChallenge;
        this.pages = pages;
        this.offerTextMessage = offerTextMessage;
    }

    ChallengeView of(ConsentChallenge challenge) {
        return ChallengeView.of(
                challenge,
                findChallenge.deliveries(challenge),
                new ChallengeView.Request(
                        challenge.ask().requestUri(),
                        QrCode.of(challenge.ask().requestUri().toString()).dataUri(),
                        pages.address(challenge.ask()),
                        offerTextMessage.possible(challenge)));
    }
}
