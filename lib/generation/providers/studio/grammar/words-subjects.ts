import type { SubjectId } from './scene.ts';

/**
 * The words for each subject, English first, then German, folded: lower case, accents removed, `ae` `oe` `ue` `ss` for the German letters.
 * Singular forms only: plurals and German endings are found by `lookup`.
 */
export const SUBJECT_WORDS: Readonly<Record<SubjectId, string>> = {
  abstract: `abstract abstraction geometric pattern shape fractal kaleidoscope composition bauhaus cubism swirl chaos
    dream emotion music idea mandala abstrakt muster formen geometrisch traum`,
  airplane: `airplane aeroplane plane jet aircraft airliner biplane glider flugzeug flieger jet doppeldecker`,
  apple: `apple pear peach cherry apfel birne pfirsich kirsche`,
  astronaut: `astronaut cosmonaut spaceman spacewoman spacewalk raumfahrer kosmonaut`,
  aurora: `aurora borealis polarlights polarlicht nordlicht nordlichter`,
  balloon: `balloon airship zeppelin blimp ballon heissluftballon luftballon luftschiff`,
  bear: `bear grizzly panda teddy koala baer teddybaer eisbaer`,
  bicycle: `bicycle bike cycle tandem fahrrad rad velo`,
  bird: `bird sparrow robin parrot raven crow kingfisher hummingbird finch dove pigeon rooster chicken hen vogel spatz
    papagei rabe kraehe taube hahn huhn eisvogel meise rotkehlchen`,
  boat: `boat sailboat sailing sailer yacht dinghy canoe kayak rowboat gondola sloop catamaran boot segelboot
    segler jacht kanu kajak ruderboot gondel jolle fischerboot`,
  books: `book library bookshelf bookcase novel diary buch bibliothek buecherei buecherregal roman tagebuch`,
  bridge: `bridge viaduct aqueduct bruecke viadukt aquaedukt`,
  bus: `bus coach minibus tram streetcar trolley strassenbahn reisebus omnibus`,
  butterfly: `butterfly moth dragonfly bee bumblebee ladybug schmetterling falter motte libelle biene hummel marienkaefer`,
  cactus: `cactus cacti succulent saguaro agave kaktus kakteen sukkulente`,
  cake: `cake cupcake muffin birthday pie pastry dessert torte kuchen geburtstag geburtstagstorte gebaeck`,
  campfire: `campfire bonfire fire flame fireplace lagerfeuer feuer flamme`,
  candle: `candle lantern lamp torch kerze laterne lampe fackel`,
  car: `car automobile cabriolet convertible racecar sportscar taxi cab truck van pickup jeep suv auto wagen
    oldtimer sportwagen rennwagen lastwagen lkw kombi`,
  castle: `castle fortress palace citadel chateau stronghold schloss burg festung palast`,
  cat: `cat kitten kitty tabby feline tomcat lion tiger leopard panther lynx katze kaetzchen kater kitten loewe luchs`,
  city: `city skyline skyscraper metropolis downtown town cityscape manhattan tokyo berlin london paris megacity
    stadt grossstadt hochhaus wolkenkratzer innenstadt metropole`,
  coffee: `coffee espresso cappuccino latte mocha cafe tea teacup mug cup teapot cocoa matcha breakfast kaffee tasse
    tee becher kakao teekanne fruehstueck milchkaffee`,
  cow: `cow cattle bull calf ox buffalo bison sheep lamb kuh rind stier kalb bulle schaf lamm`,
  deer: `deer stag elk moose reindeer doe fawn antelope gazelle hirsch reh elch rentier antilope gazelle`,
  desert: `desert dune sahara sand oasis canyon wasteland wueste dune oase schlucht`,
  dog: `dog puppy hound retriever labrador poodle husky dachshund corgi terrier shepherd beagle wolf hund welpe
    dackel pudel schaeferhund wolf`,
  elephant: `elephant mammoth rhino hippo elefant mammut nashorn nilpferd`,
  'ferris-wheel': `ferris carousel funfair fairground amusement carnival rollercoaster riesenrad karussell jahrmarkt
    kirmes`,
  field: `field meadow wheat prairie grassland pasture farmland farm crop pig goat schwein ziege barley countryside vineyard feld wiese weizen
    acker weide kornfeld rapsfeld bauernhof weinberg`,
  figure: `wanderer hiker traveller traveler pilgrim walker knight samurai wizard fisherman couple lover child kid
    dancer skier surfer wanderin wandernder reisender ritter zauberer fischer kind paar taenzer`,
  fish: `fish goldfish koi salmon trout shark clownfish coral reef aquarium seahorse fisch goldfisch lachs
    forelle hai koralle riff seepferdchen`,
  flower: `flower rose tulip sunflower daisy lily orchid poppy blossom bouquet peony dandelion lotus bloom vase
    blume bluete tulpe sonnenblume gaensebluemchen lilie orchidee mohn mohnblume strauss blumenstrauss pusteblume seerose`,
  forest: `forest wood woodland jungle rainforest grove taiga pinewood wald forst dschungel regenwald urwald hain
    nadelwald laubwald`,
  fox: `fox vixen raccoon badger fuchs waschbaer dachs`,
  fruit: `fruit stilllife lemon lime banana grape melon pineapple strawberry berry mango vegetable tomato pumpkin obst
    obstschale frucht stillleben zitrone banane traube weintraube ananas erdbeere beere gemuse tomate kuerbis`,
  garden: `garden park backyard flowerbed hedge pond orchard garten blumengarten teich hecke obstgarten`,
  gull: `gull seagull swallow eagle hawk falcon albatross stork crane heron moewe schwalbe adler falke storch kranich
    reiher`,
  guitar: `guitar violin cello banjo ukulele lute gitarre geige violine laute`,
  horse: `horse pony stallion unicorn zebra donkey mustang foal pferd hengst einhorn esel fohlen`,
  house: `house cabin cottage hut home barn farmhouse chalet villa shed lodge treehouse mansion igloo haus huette
    scheune bauernhaus villa baumhaus ferienhaus almhuette blockhaus iglu`,
  island: `island palm tropical lagoon paradise hawaii caribbean maldives atoll insel palme tropisch lagune paradies
    karibik`,
  jellyfish: `jellyfish medusa squid octopus qualle meduse tintenfisch krake`,
  lighthouse: `lighthouse beacon leuchtturm leuchtfeuer`,
  moon: `moon lunar crescent eclipse mond vollmond halbmond sichelmond mondfinsternis`,
  mountain: `mountain peak alps summit ridge glacier matterhorn everest himalaya alpine berg gipfel alpen
    gletscher gebirge felswand`,
  mushroom: `mushroom toadstool fungus fungi pilz fliegenpilz`,
  owl: `owl owlet eule kauz uhu`,
  penguin: `penguin puffin pinguin`,
  piano: `piano keyboard organ harpsichord klavier fluegel`,
  planet: `planet saturn jupiter mars venus neptune uranus earth globe galaxy nebula universe cosmos cosmic outerspace
    solarsystem comet asteroid blackhole erde weltall weltraum galaxie universum kosmos komet asteroid`,
  portrait: `portrait face woman man girl boy lady person people human queen king prince princess headshot selfie
    grandmother grandfather mother father child baby gesicht frau mann maedchen junge dame mensch koenig koenigin
    prinz prinzessin oma opa mutter vater`,
  pyramid: `pyramid sphinx obelisk pharaoh egypt pyramide obelisk aegypten pharao`,
  rabbit: `rabbit bunny hare easter hamster mouse squirrel hedgehog hase kaninchen ostern osterhase maus eichhoernchen
    igel hasenkind`,
  river: `river stream creek brook valley canal fjord fluss bach strom tal kanal`,
  robot: `robot android cyborg droid mech machine roboter maschine`,
  rocket: `rocket spaceship spacecraft starship shuttle launch ufo satellite rakete raumschiff sonde satellit
    raumstation`,
  sea: `sea ocean wave coast shore seascape surf tide bay meer ozean welle kueste brandung bucht nordsee ostsee`,
  ship: `ship steamship steamer liner freighter ferry galleon frigate tanker vessel submarine schiff dampfer frachter
    faehre segelschiff kreuzfahrtschiff uboot`,
  snowman: `snowman snowmen schneemann schneemanner`,
  street: `street road alley avenue boulevard lane highway crosswalk pavement market strasse gasse allee weg markt
    marktplatz`,
  sun: `sun sunshine sonne sonnenschein`,
  swan: `swan duck goose flamingo duckling schwan ente gans`,
  temple: `temple pagoda shrine torii church cathedral chapel mosque monastery zen ruin parthenon tempel pagode
    schrein kirche dom kathedrale kapelle moschee kloster ruine`,
  tent: `tent camp camping teepee tipi campsite yurt zelt zeltplatz`,
  train: `train locomotive railway steamtrain railroad tgv zug lokomotive eisenbahn dampflok bahn lok`,
  tree: `tree oak birch willow maple bonsai cherrytree pine fir olive baum eiche birke weide ahorn tanne kiefer
    kirschbaum apfelbaum linde olivenbaum`,
  turtle: `turtle tortoise schildkroete`,
  umbrella: `umbrella parasol schirm regenschirm sonnenschirm`,
  village: `village hamlet dorf winterdorf bergdorf weiler`,
  volcano: `volcano lava eruption magma vesuvius etna vulkan vulkanausbruch ausbruch`,
  waterfall: `waterfall cascade niagara wasserfall kaskade`,
  whale: `whale orca dolphin narwhal humpback wal buckelwal delfin delphin`,
  windmill: `windmill mill watermill windturbine turbine windmuehle muehle wassermuehle windrad`,
};
