"""Names of things that everybody knows, as their makers write them."""

_NAMES = """
    AirPlay AirPods AliExpress AppleScript CarPlay ChatGPT CloudFormation CloudFront CodePen CoffeeScript
    CouchDB DevOps DigitalOcean DuckDuckGo DynamoDB eBay FaceTime FileMaker FireWire FreeBSD GarageBand GitHub GitLab
    GraphQL HubSpot iCloud iMessage iMovie InDesign IntelliJ iOS iPad iPhone iPod iTunes JavaScript jQuery KeePass LaTeX
    LibreOffice LinkedIn macOS MacBook MariaDB MongoDB MySQL NetBSD NumPy OneDrive OneNote OpenAI OpenBSD OpenGL
    OpenOffice OpenSSL OpenStack OpenStreetMap PayPal PhoneGap PlayStation PostgreSQL PowerPoint PowerShell PyCharm PyPI
    PyTorch QuickTime RabbitMQ SciPy SharePoint SlideShare SoundCloud SourceForge SpaceX SQLite SurveyMonkey TechCrunch
    TensorFlow TikTok TypeScript VirtualBox VMware WebKit WhatsApp WikiLeaks WooCommerce WordPress
    YouTube
    Airbnb Bitbucket Bluetooth Dropbox Evernote Facebook Firefox Gmail Google Instagram Kickstarter Kubernetes Linux
    Microsoft Mozilla Netflix Nintendo Photoshop Pinterest Raspberry Reddit Skype Spotify Twitter Ubuntu Wikipedia Xbox
    KaTeX
    AdSense AdWords AirTag AngularJS ArangoDB AutoCAD BigQuery BitLocker BitTorrent BuddyPress CircleCI ClickHouse
    CockroachDB DuckDB FFmpeg FreeNAS GitKraken GoDaddy GoLand GoPro HashiCorp HomeKit HomePod InfluxDB IntelliSense
    JetBrains LastPass LevelDB LiveJournal MinIO NetBeans NordVPN NoSQL NuGet OAuth OpenShift OpenVPN OpenWrt
    PagerDuty pfSense PhpStorm ProtonMail QuickBooks ReSharper RethinkDB RocksDB RStudio SendGrid TeamCity ThinkPad
    TimescaleDB TrueNAS TweetDeck WebAssembly WebRTC WebStorm WireGuard Xcode
"""
KNOWN_NAMES = {name.lower(): name for name in _NAMES.split()}
"""The names by their small letters."""

FAMOUS = frozenset(
    (
        *filter(str.isalpha, KNOWN_NAMES.values()),
        *"Amazon Android Docker Eclipse Jenkins Postgres Python Windows Elasticsearch Cloudflare Mastodon".split(),
    )
)
"""Those and others of which a slip is known."""

OFTEN_SMALL = frozenset("youtube linkedin whatsapp paypal tiktok powerpoint facetime chatgpt".split())
"""Those that are no commands or packages, so that they stand for nothing else in small letters."""

SMALL_IN_SENTENCES = frozenset(
    "github gitlab javascript wordpress iphone ipad ipod icloud imessage itunes sharepoint playstation soundcloud "
    "slideshare openstreetmap digitalocean macbook airbnb facebook gmail google instagram kickstarter kubernetes macos "
    "microsoft mozilla netflix nintendo pinterest spotify tensorflow typescript ubuntu wikipedia xbox "
    "dropbox evernote firefox linux mongodb mysql postgresql reddit twitter".split()
)
"""Those that are the words of commands, labels and addresses too, and names where a sentence goes on with them."""

_OF_THE_SITE = """
    API CPU CSS CSV DNS GPU HTML HTTP HTTPS IDE JSON PDF PHP SDK SQL SSD SSH SSL TLS URL USB VPN XML YAML
    Android Ansible Django Docker Drupal Elasticsearch Grafana Heroku Java Jenkins Jira Laravel Netlify Python Redis
    Terraform Trello Vercel
"""
SMALL_BESIDE_OTHERS = {name.lower(): name for name in _OF_THE_SITE.split()}
"""Names that many write in small letters, by those: they are wrong where the site itself writes them otherwise."""
