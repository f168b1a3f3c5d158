package io.cuantovale.gateway.rest;

import static io.cuantovale.gateway.rest.Calls.listing;
import static io.cuantovale.gateway.rest.Calls.predict;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.cuantovale.gateway.support.TwoReplicas;
import io.cuantovale.testkit.KafkaBroker;
import io.cuantovale.testkit.KafkaProbe;
import io.quarkus.test.common.WithTestResource;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;

/** The gateway between a real broker and two replicas; every test begins with the champion m1 on both. */
@WithTestResource(KafkaBroker.class)
@WithTestResource(TwoReplicas.class)
abstract class GatewayIT {
    static final Duration SOON = Duration.ofSeconds(60);

    KafkaProbe probe;
    TwoReplicas replicas;

    @BeforeEach
    void aChampionIsServed() {
        replicas.champion("m1");
        awaitBothReplicas();
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> predict(listing(50), null).statusCode(200).body("model_version", equalTo("m1")));
    }

    static void awaitBothReplicas() {
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> given().get("/q/health/ready")
                        .then()
                        .statusCode(200)
                        .body("checks.find { it.name == 'inference replica reachable' }.data.ready", equalTo(2)));
    }
}
